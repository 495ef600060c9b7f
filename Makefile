# The front door. Two commands do everything on a fresh Debian 12:
#   make demo   install what is needed, build, index corpus/, ask it questions
#   make test   install what is needed, build, run every test

PACKAGES := build-essential ccache clang-format-14 clang-tidy-14 cmake libbenchmark-dev \
	libboost-dev libcld2-dev libcli11-dev libcsv-dev libedit-dev libfmt-dev libgtest-dev libgumbo-dev \
	libicu-dev libmd4c-dev librocksdb-dev libssl-dev libstemmer-dev libtbb-dev \
	libxxhash-dev libyaml-dev ninja-build nlohmann-json3-dev pkg-config pybind11-dev \
	python3-dev python3-venv
PYTHON_PACKAGES := mypy pandas polars pyarrow pytest ruff spacy
SUDO := $(if $(filter-out 0,$(shell id -u)),sudo)
PRESET ?= release
BUILD := build/$(PRESET)
CHANCERY := $(BUILD)/bindings/cli/chancery
DEMO_DB := build/demo.db
SOURCES = $(shell git ls-files '*.cpp' '*.h')

# So that the wheel, built in its own folder, finds what the library's build has compiled.
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1

.PHONY: deps build demo test quality bench bench-extraction bench-peers \
	bench-growth reference lint tidy format clean
.DELETE_ON_ERROR:

deps: build/.packages .venv/.ready

build/.packages: Makefile
	$(SUDO) apt-get update -qq
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends $(PACKAGES)
	@mkdir -p build && touch $@

.venv/.ready: Makefile build/.packages
	/usr/bin/python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check $(PYTHON_PACKAGES)
	@touch $@

build: deps
	cmake --preset $(PRESET) --log-level=WARNING
	cmake --build --preset $(PRESET)

demo: build
	rm -rf $(DEMO_DB)
	$(CHANCERY) ingest corpus/documents --db $(DEMO_DB)
	@echo
	$(CHANCERY) query --file corpus/questions.cypher --db $(DEMO_DB)
	@echo
	$(CHANCERY) why CISA ADOPTED "CISA-ENISA Working Arrangement" --db $(DEMO_DB)
	@echo
	@echo 'Ask your own: $(CHANCERY) shell --db $(DEMO_DB)'

test: build
	ctest --preset $(PRESET) --parallel 2

# Scores on the annotated documents beside their floors, and what each rule contributes.
quality: build
	$(BUILD)/tests/quality/quality_report

bench: build
	cmake --preset release -DCHANCERY_BENCH=ON --log-level=WARNING
	cmake --build --preset release --target chancery_bench
	build/release/tests/bench/chancery_bench

# Named entities and speed beside libraries from npm and Maven Central, which it installs (500 MB).
bench-extraction: build
	.venv/bin/python tests/bench/extraction/bench_extraction.py $(CHANCERY) build/peers

# The same graphs and questions in Chancery and beside it, from Python; an hour. PEERS gives options
# (-h tells them), such as PEERS='--persons 5000 --graphs social'.
PEERS :=
PEER_PACKAGES := ladybug kuzu graphdblite pyoxigraph igraph networkx jpype1
RUN_PEERS = PYTHONPATH=tests/bench:$(BUILD)/python build/peers/venv/bin/python -m

bench-peers: build build/peers/venv/.ready
	$(RUN_PEERS) peers --work build/peers --results tests/bench/results $(PEERS)

# How load, size and answers grow with the graph: a table and a plot.
bench-growth: build build/peers/venv/.ready
	$(RUN_PEERS) peers.growth --work build/peers --results tests/bench/results $(PEERS)

# networkx needs scipy for PageRank. What cannot be installed is absent from the tables.
build/peers/venv/.ready: Makefile build/.packages
	/usr/bin/python3 -m venv build/peers/venv
	for package in numpy scipy $(PEER_PACKAGES); do \
		build/peers/venv/bin/pip install --quiet --disable-pip-version-check \
			--only-binary :all: $$package || echo "$$package: absent"; done
	@touch $@

# The page of functions and procedures, from their descriptions beside the code.
reference: build
	$(CHANCERY) help --markdown > queries/FUNCTIONS.md

lint: deps
	@echo clang-format-14 --dry-run on all sources
	@clang-format-14 --dry-run --Werror $(SOURCES)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	MYPYPATH=python:tests/bench .venv/bin/mypy --package peers
	/usr/bin/python3 tests/layers/check_layers.py

# Slow (minutes): every source through clang-tidy.
tidy: build
	run-clang-tidy-14 -quiet -p $(BUILD) '^$(CURDIR)/(core|ingest|queries|bindings)/.*'

format: deps
	@clang-format-14 -i $(SOURCES)
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

clean:
	rm -rf build
