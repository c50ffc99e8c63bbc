# make run    rates the example city and writes the reports      make test   runs every test
# make lint   checks the style                                   make bench  measures, side by side with the peers
.POSIX:
.PHONY: run test lint bench build system
.DEFAULT_GOAL := run

SWIFT ?= swift
# One configuration for everything: what is tested is what is shipped.
BUILD = $(SWIFT) build -c release
PACKAGES = libgsl-dev libsqlite3-dev libssl-dev libxlsxwriter-dev pkg-config

# Installs the system packages that are missing, and nothing else.
system:
	@missing=; for p in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then echo "installing:$$missing" >&2; \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -q && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; fi

build: system
	$(BUILD) --product kaoping

test: system
	$(BUILD) --build-tests
	$(SWIFT) test -c release --skip-build

lint:
	$(SWIFT) format lint --strict -r Sources Tests Package.swift
