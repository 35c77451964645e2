# Everything a contributor runs. `make` alone lists it.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# Where `cargo install` puts the tools that setup installs.
export PATH := $(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)

.PHONY: help setup setup-tests build site run dev test bench load validate fmt clean

help: ## This list
	@echo "PEACEapp: judging a competition, from entries to published results."
	@echo "First time: 'make run' installs what is missing, builds, and opens a demo competition."
	@echo
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1|\2/p' Makefile | column -t -s '|'
	@echo
	@echo "Settings come from the environment: PEACEAPP_ADDR (127.0.0.1:3000), PEACEAPP_DATA (data/), DATABASE_URL."

setup: ## Install what a build needs (safe to repeat; says what it does)
	@scripts/setup.sh build

setup-tests: ## Install what the tests need as well (Chromium, PostgreSQL, cargo-deny)
	@scripts/setup.sh tests

build: site ## Build the program: target/release/peaceapp
	@cargo build --release -p server

# The program embeds the site when it is compiled, so the site comes first.
site: setup ## Build the browser part: target/site/pkg
	@scripts/site.sh release

run: build ## Build and serve; an empty database is filled with the demo competition
	@exec target/release/peaceapp serve --demo

dev: setup ## The same from a debug build, which compiles faster and reads the site from disk
	@scripts/site.sh dev
	@exec cargo run -p server --bin peaceapp -- serve --demo

test: setup-tests ## Run every check (STEPS="fmt rust" runs only these)
	@scripts/test.sh $(STEPS)

load: site ## Let 500 judges work at once, faster and faster, until it breaks
	@cargo run --release -p tests --features load --bin bench evening

bench: site ## Measure speed and scale
	@scripts/setup.sh bench
	@PEACEAPP_POSTGRES_DURABLE=1 tests/with-postgres.sh cargo run --release -p tests --bin bench

validate: ## Check against public data with known answers: make validate DATA=dir
	@test -n "$(DATA)" || { echo "validate: say where the data are: make validate DATA=dir" >&2; exit 2; }
	@test -d "$(DATA)" || { echo "validate: '$(DATA)' is not a folder" >&2; exit 2; }
	@$(MAKE) site
	@scripts/setup.sh validate
	@cargo build --release -p server -p tests
	@target/release/validate target/release/peaceapp "$(DATA)"

fmt: ## Format the Rust code
	@cargo fmt --all

clean: ## Remove what was built; data/ and installed tools stay
	cargo clean
	rm -rf tests/e2e/out
