# make run     rates the example city and writes its report      make test   runs every test
# make doctor  says what this machine lacks                      make lint   checks the style
# make bench   measures, side by side with the peers             make fuzz   runs a million generated apportionments
# make check-cases CASES=DIR   runs folders of reference cases through the program
# make fuzz-readers  a minute of coverage-guided fuzzing of each reader of files
# make serve   starts the web service with the example city         make browser-test  walks it in a browser
# make dist    packs what a server needs (docs/install.md)
# make assets  embeds the pages' templates and files            make clean   removes what was built
# make check-interface  tries the service's interface with requests made from its description
# make attack  tries to break into the service               make bench-service  measures it under load
# make soak   kills, fills, cuts off and spoils a data directory for an hour; make soak-quick does so for six minutes
.POSIX:
.PHONY: dist sbom attack peers bench-service check-cases check-interface run test lint bench fuzz build system press doctor lectures clean fuzz-readers soak soak-quick
.DEFAULT_GOAL := run

SWIFT = swift
# One configuration for everything: what is tested is what is shipped.
BUILD = $(SWIFT) build -c release
KAOPING = .build/release/kaoping
OUT = out/example-city-2014
TYPST_VERSION = 0.15.2
# Folders of cases as the unit tests have them; others of the same kinds may be given.
CASES = Tests/StatisticsTests/References
# For each of three tests; two slower ones take a twentieth and a tenth of it.
FUZZ_CASES = 320000

BUILD_PACKAGES = libexpat1-dev libgsl-dev libqrencode-dev libreadstat-dev libsodium-dev libsqlite3-dev \
  libssl-dev libxlsxwriter-dev libzip-dev pkg-config zlib1g-dev
# The example round of 2014 was opened in its year: faketime sets the clock for the set-up and for the browser tests.
SERVICE_PACKAGES = faketime
BROWSER_PACKAGES = chromium chromium-driver faketime poppler-utils python3-venv zbar-tools
SOAK_PACKAGES = faketime gcc libc6-dev python3 strace
RUN_PACKAGES = fonts-noto-cjk fontconfig python3-venv

# Installs the system packages that are missing, and nothing else.
system: PACKAGES = $(BUILD_PACKAGES) $(RUN_PACKAGES) $(MORE_PACKAGES)
system:
	@missing=; for p in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then echo "installing:$$missing" >&2; \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -q && \
	  $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; fi

# The Typst engine for report.pdf, in a virtual environment of its own. Without network the other reports are written all the same.
press: system
	@[ -x .build/typst/bin/python3 ] && .build/typst/bin/python3 -c 'import typst' 2>/dev/null || { \
	  mkdir -p .build && python3 -m venv .build/typst && \
	  .build/typst/bin/python3 -m pip install -q --disable-pip-version-check typst==$(TYPST_VERSION); } || \
	  echo 'Typst could not be installed: report.pdf will be missing' >&2

build: system
	$(BUILD) --product kaoping

run: build press
	@mkdir -p $(OUT)
	$(KAOPING) rate Surveys/example-city-2014/city --standard Scoring/example-city-2014 \
	  --survey Surveys/example-city-2014 --titles 100 --out $(OUT)
	@echo
	@echo "报告 report:   $(CURDIR)/$(OUT)/report.html  (report.pdf, report.xlsx, ranking.csv …)"
	@echo "网页服务 service: make serve  (docs/tour.md)"

# The same program on real data of another kind: no line of Swift knows them. A tie between departments ends with status 10.
lectures: build press
	@mkdir -p out/lecture-ratings-2022
	$(KAOPING) rate Surveys/lecture-ratings-2022/city --standard Scoring/lecture-ratings-2022 \
	  --survey Surveys/lecture-ratings-2022 --out out/lecture-ratings-2022 || [ $$? = 10 ]

test: press
	$(BUILD) --build-tests
	$(SWIFT) test -c release --skip-build

# The web service on out/service, with a user for each role; their access codes are printed once (docs/tour.md).
serve: MORE_PACKAGES = $(SERVICE_PACKAGES)
serve: build
	@python3 Surveys/example-city-2014/start_service.py --kaoping $(KAOPING) --data out/service

# The program without the debugger's tables, and all that it reads, as one archive for machines without Swift.
dist: build
	@set -e; name=kaoping-$$($(KAOPING) --version); rm -rf out/$$name; mkdir -p out/$$name; \
	strip --strip-debug -o out/$$name/kaoping $(KAOPING); \
	cp -R Scoring Surveys docs README.md README.zh-CN.md CHANGELOG.md LICENSE out/$$name/; \
	archive=$$name-linux-$$(uname -m).tar.gz; \
	tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C out -cf - $$name | gzip -n > out/$$archive; \
	rm -rf out/$$name; cd out; sha256sum $$archive | tee $$archive.sha256

assets:
	python3 Sources/Web/embed-assets.py

browser: MORE_PACKAGES = $(BROWSER_PACKAGES)
browser: build
	@[ -x .build/browser/bin/python3 ] || { python3 -m venv .build/browser && \
	  .build/browser/bin/python3 -m pip install -q --disable-pip-version-check selenium==4.51.0; }

# A whole round in a browser, as all roles, in both languages, with and without JavaScript.
browser-test: browser
	.build/browser/bin/python3 Tests/Browser/whole_round.py
	.build/browser/bin/python3 Tests/Browser/field_work.py
	.build/browser/bin/python3 Tests/Browser/leaders.py
	.build/browser/bin/python3 Tests/Browser/office.py

# Schemathesis sends what the description of the interface allows and what it forbids, as every role: some ten minutes.
check-interface: MORE_PACKAGES = faketime
check-interface: build
	@[ -x .build/interface/bin/schemathesis ] || { python3 -m venv .build/interface && \
	  .build/interface/bin/python3 -m pip install -q --disable-pip-version-check schemathesis==4.32.5; }
	python3 Tests/Conformance/api/check_interface.py

# The attacker's list (Tests/Security/README.md): some five minutes.
attack: MORE_PACKAGES = faketime openssl
attack: build
	python3 Tests/Security/attack.py

# What the program is made of, as CycloneDX.
sbom: build
	@mkdir -p out && python3 Tests/Security/sbom.py --program $(KAOPING) > out/sbom.json && echo $(CURDIR)/out/sbom.json

# Load, uploads and large files (docs/benchmarks.md).
bench-service: MORE_PACKAGES = faketime nginx-light wrk sqlite3
bench-service: build peers
	.build/bench/bin/python3 Tests/Benchmarks/service/load.py
	.build/bench/bin/python3 Tests/Benchmarks/service/storing.py
	.build/bench/bin/python3 Tests/Benchmarks/service/large_uploads.py
	.build/bench/bin/python3 Tests/Benchmarks/service/large_round.py

screenshots: browser
	.build/browser/bin/python3 Tests/Browser/screenshots.py out/screenshots docs/screenshots

doctor: build
	$(KAOPING) doctor

lint:
	$(SWIFT) format lint --strict -r Sources Tests Package.swift

# What is measured beside us, as far as it can be installed from PyPI; R's packages are Debian's (docs/benchmarks.md).
peers: system
	@[ -x .build/bench/bin/python3 ] || python3 -m venv .build/bench
	@.build/bench/bin/python3 -m pip install -q --disable-pip-version-check \
	  numpy scipy pandas pyarrow polars duckdb apportionment python-calamine || \
	  echo 'SKIPPED: not every peer could be installed from PyPI' >&2

bench: build peers
	@Tests/Benchmarks/run.sh

# Every expected number of every case folder in CASES, at its tolerance, as the release binary prints it.
check-cases: build
	Tests/Conformance/statistics/check_cases.py $(CASES)

# 1,008,000 generated problems against slow references and for their properties, one test after another: some four minutes.
fuzz: system
	$(BUILD) --build-tests
	KAOPING_FUZZ_CASES=$(FUZZ_CASES) $(SWIFT) test -c release --skip-build --no-parallel --filter ApportionmentPropertyTests

# Inputs that break something are left in .build/fuzz/found; Tests/Fuzzing/readers/README.md says more.
fuzz-readers: system
	Tests/Fuzzing/readers/build.sh fuzz-reader
	@mkdir -p .build/fuzz/found && for reader in csv json xlsx worksheet sav zip gz; do \
	  echo "== $$reader" && mkdir -p .build/fuzz/corpus/$$reader && \
	  KAOPING_FUZZ_READER=$$reader SWIFT_BACKTRACE=enable=no .build/fuzz/fuzz-reader -max_total_time=60 -timeout=2 \
	    -rss_limit_mb=1024 -verbosity=0 -artifact_prefix=.build/fuzz/found/$$reader- .build/fuzz/corpus/$$reader || exit 1; done
# The long tests of the store, the round and the service: 1000 kills, 200 power cuts, every failing call, a million random events,
# 10,000 spoilt bytes (docs/reliability.md). Full and read-only disks need root.
soak: MORE_PACKAGES = $(SOAK_PACKAGES)
soak: build
	$(BUILD) --build-tests
	Tests/Soak/run.sh $(KAOPING)
	KAOPING_SOAK_EVENTS=1000000 KAOPING_SOAK_TAMPERINGS=10000 $(SWIFT) test -c release --skip-build --no-parallel \
	  --filter 'RoundWalkTests|PaperBatchTests|TamperingTests'
	Tests/Soak/century.py --kaoping $(KAOPING) --years 100 --responses 12000000

soak-quick: MORE_PACKAGES = $(SOAK_PACKAGES)
soak-quick: build
	Tests/Soak/run.sh $(KAOPING) quick

clean:
	rm -rf .build out
