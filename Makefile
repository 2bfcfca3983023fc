# Motcua. `make help` lists what can be asked for.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
export MOTCUA_VAR ?= $(CURDIR)/var
# What is compiled is kept: else each process, and the tests start a hundred, compiles the product for seconds.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test test-fast check bench bench-boards bench-directives bench-proposals bench-field bench-inspectors bench-year bench-acts bench-morning setup setup-test messages clean

help: ## What each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

.venv/.ready: pyproject.toml uv.lock deploy/setup.sh
	@PYTHON=$(PYTHON) deploy/setup.sh venv
	@touch $@

# Without npm or a line nothing stops: what browsers are given of others is wanted again at the next start.
node_modules/.package-lock.json: package.json package-lock.json
	@deploy/setup.sh browser

setup: .venv/.ready node_modules/.package-lock.json ## Everything the product needs, in its own environment
	@deploy/setup.sh run
	@$(BIN)/python -m motcua.desks.operator.messages --quiet

setup-test: setup
	@deploy/setup.sh test
	@[ -f node_modules/.package-lock.json ] || { echo "Tests need npm (Node 20) and the network once" >&2; exit 1; }

run: setup ## Set up, load the demonstration, serve on http://127.0.0.1:8000
	@$(BIN)/motcua run

test: setup-test ## Every test, on SQLite and on PostgreSQL, journeys in a browser included
	@$(BIN)/python -m tests.both

test-fast: setup-test ## The tests on SQLite without the browser
	@$(BIN)/python -m pytest --hands 2 -m "not journey"

check: setup-test ## Format, lint, floors, types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@$(BIN)/python -m tests.house.report

bench: setup-test ## What acts, pages, lists, the board and the phone page cost (SIZE=10k 100k 1m, DB=sqlite postgres)
	@$(BIN)/python -m bench

bench-boards: setup-test ## What boards of 3,321 centres x 150 items cost, each board across centres too (DB=sqlite postgres)
	@$(BIN)/python -m bench.boards

bench-proposals: setup-test ## What the ageing of proposals of 3,321 communes costs (DB=sqlite postgres)
	@$(BIN)/python -m bench.proposals

bench-directives: setup-test ## What the board of overdue directives of a province costs (DIRECTIVES=200000, DB=sqlite postgres)
	@$(BIN)/python -m bench.directives

bench-field: setup-test ## What the phone page of the field costs: a stock-take of 500 sent, its visits over 2G (DB=sqlite postgres)
	@$(BIN)/python -m bench.field

bench-year: setup-test ## What the operating report of a ward's year of 30,000 dossiers costs, and counting it again from the ledger (DB=sqlite postgres)
	@$(BIN)/python -m bench.year

bench-acts: setup-test ## What each act of a dossier's life costs on books of any size (SIZE=10k 100k 1m, DB=sqlite postgres)
	@$(BIN)/python -m bench.acts

bench-morning: setup-test ## The morning of a province: 10 dossiers a second beside 300 staff of 100 centres (SIZE=1m, DB=postgres, MINUTES=10)
	@$(BIN)/python -m bench.morning

bench-inspectors: setup-test ## Two inspectors offline at four communes: 400 answers, 120 photographs, 20 cuts, a lost telephone (DB=sqlite postgres)
	@$(BIN)/python -m bench.inspectors

messages: setup ## Take the Vietnamese sentences out of the code and bring the English catalogue up to date
	@$(BIN)/python -m motcua.desks.operator.messages --update

clean: ## Remove the environment (never var/, where the books are)
	rm -rf .venv node_modules
