#!/bin/sh
# Builds programs around the readers into .build/fuzz: read-folder (optimised), fuzz-reader (libFuzzer with ASan), and
# stream-rows for the benchmark of workbooks. Run from anywhere: Tests/Fuzzing/readers/build.sh [PROGRAM]
set -eu
cd "$(dirname "$0")/../../.."
here=Tests/Fuzzing/readers
features='-enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
  -enable-upcoming-feature MemberImportVisibility'
maps=''
for library in CExpat CReadStat CZip CZlib; do maps="$maps -Xcc -fmodule-map-file=Sources/$library/module.modulemap"; done

# build DIRECTORY FLAGS PROGRAM SOURCE...
build() {
  out=.build/fuzz/$1; flags=$2; program=$3; shift 3
  mkdir -p "$out"
  for room in Findings Sheets; do
    # shellcheck disable=SC2046,SC2086
    swiftc -swift-version 6 -package-name kaoping $features $flags -parse-as-library -wmo -module-name $room -I "$out" $maps \
      -emit-module -emit-module-path "$out/$room.swiftmodule" -emit-object -o "$out/$room.o" \
      $(find Sources/$room -name '*.swift')
  done
  # shellcheck disable=SC2086
  swiftc -swift-version 6 $flags -parse-as-library -I "$out" $maps "$@" "$out/Findings.o" "$out/Sheets.o" \
    -lzip -lexpat -lz -lreadstat -o "$program"
}

case ${1:-all} in read-folder | all) build folder -O .build/fuzz/read-folder $here/ReadFolder.swift ;; esac
case ${1:-all} in stream-rows) build folder -O .build/fuzz/stream-rows Tests/Benchmarks/xlsx/StreamRows.swift ;; esac
case ${1:-all} in
fuzz-reader | all)
  build fuzzer '-O -g -sanitize=fuzzer,address' .build/fuzz/fuzz-reader $here/FuzzReader.swift $here/FuzzedInput.swift ;;
esac
