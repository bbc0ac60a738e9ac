# Two commands are all that a newcomer needs: `make demo` and `make test`.

.PHONY: help demo test assets check browser-check

help:
	@echo "make demo   build Hearth and serve an invented council on http://127.0.0.1:8080"
	@echo "make test   everything that must hold before a change lands: style, lints, tests on both engines, browser"
	@echo "make assets build the style sheet and script that the binary carries"
	@echo "make check  format and lints only"
	@echo "make browser-check builds dist/browser-check: returns checked in a browser, where nothing leaves the machine"

demo:
	@scripts/demo $(ARGS)

test:
	@scripts/test

assets:
	@scripts/assets

check:
	@scripts/test style

browser-check:
	@scripts/browser-check
