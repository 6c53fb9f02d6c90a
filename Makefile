# Guichet.  What one can ask:
#
#   make run      build what is missing and start a whole site: PORT (8080) STATE (var/) PREFIX_PATH (/) WORKERS
#   make test     every kind of test; its last line is `N passed, N failed`
#   make check T=leave   the test files of that name, of any kind, or else of that title
#   make quick    those that need no site: rooms, units, fuzz corpora, generator, PostgreSQL's opinion, page
#   make format   lays out the C code
#   make coverage what of the program no test reaches, room by room (KINDS: unit fuzz api fault)
#   make types    what the page knows of the API's answers, from the program's description of them
#   make pictures the help's pictures anew, from the real pages
#   make bench    speed beside what one would write instead, under load, with many people; tests/bench/RESULTS.md.
#                 says first how long and how much disk it takes; SIZES='10000 1000000 10000000' for ten million lines
#   make fault    kills, power cuts, full disks and crowds, at length; the tests run a short form
#   make fuzz     every fuzz target for SECONDS (30) each, under the sanitizers
#   make install  program, page, schema, nginx snippet and systemd units: PREFIX (/usr/local) DESTDIR PREFIX_PATH (/)
#   make clean    remove what was built; the state folder stays
#
# SAN=1 builds and tests with the address and undefined behaviour sanitizers, SAN=thread with the one for threads, V=1
# shows the commands.

VERSION     := 0.2.0
PREFIX      ?= /usr/local
PORT        ?= 8080
STATE       ?= $(CURDIR)/var
PREFIX_PATH ?= /
SCHEMA_DIR  ?= $(CURDIR)/sql/schema
BUILD       ?= .build$(if $(SAN),/san$(filter-out 1,$(SAN)))
SECONDS     ?= 30
Q           := $(if $(V),,@)
MAKEFLAGS   += --no-print-directory $(if $(filter 0,$(MAKELEVEL)),--jobs=$(shell nproc))

# Debian's packages.  npm is asked for only where there is none, see `node` below.
PACKAGES      = gcc libc6-dev pkg-config libfcgi-dev libjansson-dev libsqlite3-dev libjwt-dev libsodium-dev \
                libcurl4-openssl-dev libunistring-dev libidn2-dev liboath-dev libpwquality-dev \
                libcsv-dev libgmime-3.0-dev libglib2.0-dev libpsl-dev cracklib-runtime tzdata \
                nginx curl ca-certificates \
                $(shell command -v npm >/dev/null || echo npm)
TEST_PACKAGES = clang clang-format sqlite3 chromium chromium-headless-shell firefox-esr fonts-liberation procps \
                faketime util-linux postgresql-15

# The registry's plain Node binary, for machines whose own is older than the page's tools need.
NODE_VERSION := 22.23.3
NODE_PACKAGE  = node-linux-$(if $(filter aarch64,$(shell uname -m)),arm64,x64)
NODE_SERVES  := node -e 'const [a, b] = process.versions.node.split("."); process.exit(a * 100 + +b < 2019 ? 1 : 0)'
export PATH  := $(CURDIR)/.build/node/bin:$(PATH):/usr/sbin:/sbin
NPM_QUIET    := --ignore-scripts --no-audit --no-fund --loglevel=error

CC       := gcc
WARNINGS := -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
HARDEN   := -O2 -D_FORTIFY_SOURCE=2
SANITIZE := -O1 -fno-omit-frame-pointer -fsanitize=$(if $(filter thread,$(SAN)),thread,address,undefined) \
            -fno-sanitize-recover=all
CFLAGS   := $(WARNINGS) -g $(if $(SAN),$(SANITIZE),$(HARDEN)) -fstack-protector-strong -fPIE
# Each program loads what it calls, no more: all libraries are named to the linker, not all are for the workers.
LDFLAGS  := -pie -Wl,-z,relro,-z,now,--as-needed -pthread
# Its version is the number of the last file, which C would read as octal.
SCHEMA   := $(sort $(wildcard sql/schema/[0-9]*.sql))
NEWEST   := $(patsubst 0%,%,$(patsubst 0%,%,$(firstword $(subst _, ,$(notdir $(lastword $(SCHEMA)))))))
DEFINES  := -DGUICHET_VERSION='"$(VERSION)"' -DGUICHET_SCHEMA_DIR='"$(SCHEMA_DIR)"' \
            -DGUICHET_SCHEMA_VERSION=$(NEWEST)
# Base names are unique in the whole tree, so that nobody needs to know where a file is to include it.
INCLUDES  = $(patsubst %/,-iquote %,$(sort $(dir $(PARTS)))) -I$(BUILD)/sql $(HEADERS)
# Asked once, at the first use: the packages may not be there yet when this file is read.
MODULES  := jansson libjwt sqlite3 libsodium libcurl libidn2 liboath pwquality gmime-3.0 libpsl glib-2.0
HEADERS   = $(eval HEADERS := $(subst -I,-isystem ,$(shell pkg-config --cflags gmime-3.0)))$(HEADERS)
LIBS      = $(eval LIBS := $(shell pkg-config --libs $(MODULES)) -lfcgi -lunistring -lcsv)$(LIBS)

PARTS   := $(shell find fcgi -name '*.[ch]')
SOURCES := $(sort $(filter %.c,$(PARTS)))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/sql.o
MAINS   := $(BUILD)/fcgi/main.o $(BUILD)/fcgi/main_mail.o
QUERIES := $(wildcard sql/query/*.sql)
TYPED   := $(QUERIES:sql/query/%.sql=$(BUILD)/sql/sql_%.h)
TESTS   := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*_test.c tests/fuzz/fuzz_*.c))
PAGE    := $(shell find web -name node_modules -prune -o -name dist -prune -o -type f -print)

FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzzers/%,$(wildcard tests/fuzz/fuzz_*.c))

.PHONY: all program page run test check quick format coverage covered types pictures bench fault fuzz fuzzers \
        install clean packages node
.DELETE_ON_ERROR:

all: program page
program: $(BUILD)/guichet $(BUILD)/guichet-mail
page: web/dist/index.html

run: export PORT := $(PORT)
run: export STATE := $(STATE)
run: export PREFIX_PATH := $(PREFIX_PATH)
run: export GUICHET := $(abspath $(BUILD)/guichet)
run: all
	@exec nginx/run

test: PACKAGES += $(TEST_PACKAGES)
test: export BUILD := $(abspath $(BUILD))
test: all $(TESTS) $(BUILD)/clang.checked tests/node_modules/.ready
	@exec tests/run

check quick: PACKAGES += $(TEST_PACKAGES)
check quick: export BUILD := $(abspath $(BUILD))
check: $(if $(T),,$(if $(filter check,$(MAKECMDGOALS)),$(error which test? make check T=leave)))
check: all $(foreach test,$(TESTS),$(if $(findstring $(T),$(notdir $(test))),$(test))) tests/node_modules/.ready
	@exec tests/run named '$(T)'
quick: program $(TESTS) web/node_modules/.ready
	@exec tests/run layers unit fuzz gen portable web

format: PACKAGES += clang-format
format: packages
	$(Q)clang-format -i $(PARTS) $(wildcard tests/unit/*.[ch] tests/fuzz/*.[ch])

# gcc's own counters, in a build of their own; what was counted before is forgotten.
KINDS ?= unit fuzz api fault
coverage: PACKAGES += $(TEST_PACKAGES)
coverage: packages
	$(Q)mkdir -p .build/coverage && find .build/coverage -name '*.gcda' -delete
	@$(MAKE) covered BUILD=.build/coverage HARDEN='-O0 --coverage'
covered: export BUILD := $(abspath $(BUILD))
covered: all $(TESTS) tests/node_modules/.ready
	@tests/run $(KINDS); exec tests/coverage

types: program web/node_modules/.ready
	@$(BUILD)/guichet openapi | node web/types.mjs >web/src/base/api.types.ts

pictures: PACKAGES += $(TEST_PACKAGES)
pictures: all tests/node_modules/.ready
	@GUICHET=$(abspath $(BUILD)/guichet) node tests/browser/help_pictures.mjs

bench fault: export GUICHET := $(abspath $(BUILD)/guichet)
bench: PACKAGES += sqlite3 wrk valgrind strace php8.2-fpm php8.2-sqlite3 golang-go golang-github-mattn-go-sqlite3-dev \
                   golang-github-golang-jwt-jwt-dev default-jdk-headless libjetty9-java libjackson2-databind-java \
                   libcommons-dbcp2-java libxerial-sqlite-jdbc-java g++ libsqlite3-dev chromium
bench: all tests/node_modules/.ready
	@exec node tests/bench/run.mjs

fault: PACKAGES += $(TEST_PACKAGES)
fault: export LONG := 1
fault: export BUILD := $(abspath $(BUILD))
fault: all tests/node_modules/.ready
	@exec tests/run fault

# Findings and what reaches new code go to .build/fuzz/found; what is worth keeping belongs into tests/fuzz/corpus.
fuzz: PACKAGES += clang libclang-rt-14-dev
fuzz: packages
	@$(MAKE) fuzzers SAN=1 CC=clang BUILD=.build/fuzz \
	    SANITIZE='-O1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'
	@for fuzzer in .build/fuzz/fuzzers/fuzz_*[a-z]; do name=$${fuzzer##*/fuzz_}; \
	    case $$name in *.d) continue ;; esac; \
	    mkdir -p .build/fuzz/found/$$name && echo "  fuzz     $$name" && \
	    $$fuzzer -max_total_time=$(SECONDS) -artifact_prefix=.build/fuzz/found/$$name- -verbosity=0 -print_final_stats=1 \
	        .build/fuzz/found/$$name tests/fuzz/corpus/$$name 2>&1 | grep -E 'executed_units|ERROR|SUMMARY|Test unit'; \
	    ! ls .build/fuzz/found/$$name-* 2>/dev/null || exit 1; done

fuzzers: $(FUZZERS)
$(FUZZERS): $(BUILD)/fuzzers/%: tests/fuzz/%.c $(BUILD)/parts.a
	@echo "  fuzzer   $@"
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(DEFINES) $(INCLUDES) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LIBS)

clean:
	$(Q)rm -rf .build web/dist web/node_modules tests/node_modules

# --- the program -----------------------------------------------------------------------------------------------------

# For editors, by .clangd.
ARGUMENTS = $(CC) $(CFLAGS) $(subst ",\",$(DEFINES)) $(INCLUDES)
$(BUILD)/compile_commands.json: Makefile $(SOURCES) | packages
	$(Q)mkdir -p $(@D)
	$(Q)arguments=$$(printf '"%s", ' $(ARGUMENTS)); { echo '['; for source in $(SOURCES); do \
	    printf '{ "directory": "%s", "file": "%s", "arguments": [%s"-c", "%s"] },\n' \
	        '$(CURDIR)' "$$source" "$$arguments" "$$source"; done | sed '$$s/,$$//'; echo ']'; } >$@

$(BUILD)/guichet: $(BUILD)/fcgi/main.o
$(BUILD)/guichet-mail: $(BUILD)/fcgi/main_mail.o
$(BUILD)/guichet $(BUILD)/guichet-mail: $(BUILD)/parts.a | $(BUILD)/compile_commands.json
	@echo "  link     $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(LIBS)

$(SOURCES:%.c=$(BUILD)/%.o): $(BUILD)/%.o: %.c | packages $(TYPED)
	@echo "  compile  $<"
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(DEFINES) $(INCLUDES) -MMD -MP -c -o $@ $<

$(BUILD)/fcgi/outside/db_sqlite.o $(BUILD)/fcgi/upkeep/migrate.o: $(SCHEMA)

$(BUILD)/sql.o: $(BUILD)/sql/sql.c $(TYPED) | packages
	@echo "  compile  $<"
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(INCLUDES) -MMD -MP -c -o $@ $<

$(TYPED): $(BUILD)/sql/sql_%.h: sql/query/%.sql sql/gen.awk
	@echo "  generate $@"
	$(Q)mkdir -p $(@D)
	$(Q)awk -v want=h -f sql/gen.awk $< >$@

$(BUILD)/sql/sql.c: sql/gen.awk $(QUERIES)
	@echo "  generate $@"
	$(Q)mkdir -p $(@D)
	$(Q)awk -v want=c -f sql/gen.awk $(QUERIES) >$@

# A program takes what it calls, a test what it does not stand in for itself; a fuzzer's replays its corpus.
$(BUILD)/parts.a: $(filter-out $(MAINS),$(OBJECTS))
	$(Q)rm -f $@ && ar rcs $@ $^

$(filter $(BUILD)/tests/fuzz/%,$(TESTS)): tests/fuzz/replay.c
$(TESTS): $(BUILD)/tests/%: tests/%.c $(BUILD)/parts.a | packages
	@echo "  test     $@"
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(DEFINES) $(INCLUDES) -MMD -MP -MT $@ -MF $@.d $(LDFLAGS) -o $@ $(filter %.c %.a,$^) $(LIBS)

# The second compiler's opinion.
$(BUILD)/clang.checked: $(PARTS) $(TYPED) $(BUILD)/sql/sql.c | packages
	@echo "  clang    fcgi"
	$(Q)clang $(WARNINGS) -fsyntax-only $(DEFINES) $(INCLUDES) $(SOURCES) $(BUILD)/sql/sql.c
	$(Q)touch $@

-include $(OBJECTS:.o=.d) $(wildcard $(BUILD)/tests/*/*.d)

# --- the page --------------------------------------------------------------------------------------------------------

web/dist/index.html: web/node_modules/.ready $(PAGE)
	@echo "  build    web/dist"
	$(Q)cd web && npm run --silent build -- --logLevel warn
	$(Q)touch $@

web/node_modules/.ready tests/node_modules/.ready: %/node_modules/.ready: %/package-lock.json | packages node
	@echo "  fetch    $*/node_modules"
	$(Q)cd $* && npm ci $(NPM_QUIET) >/dev/null
	$(Q)touch $@

node: | packages
	@$(NODE_SERVES) 2>/dev/null || { echo "  fetch    $(NODE_PACKAGE)@$(NODE_VERSION)"; \
	    npm install $(NPM_QUIET) --prefix .build/node $(NODE_PACKAGE)@$(NODE_VERSION) >/dev/null && \
	    mkdir -p .build/node/bin && ln -sf ../node_modules/$(NODE_PACKAGE)/bin/node .build/node/bin/node; }

# --- the machine -----------------------------------------------------------------------------------------------------

# While it stands there Debian installs PostgreSQL without making and starting a cluster: the tests want its programs.
NO_CLUSTER = /etc/postgresql-common/createcluster.d/guichet.conf

packages:
	@command -v dpkg-query >/dev/null || exit 0; \
	there=$$(dpkg-query -W -f '$${db:Status-Status} $${Package}\n' $(PACKAGES) 2>/dev/null | sed -n 's/^installed //p'); \
	missing=$$(printf '%s\n' $(PACKAGES) | grep -vxF "$$there" | tr '\n' ' '); \
	test -n "$$missing" || exit 0; \
	if [ "$$(id -u)" = 0 ]; then root=; elif command -v sudo >/dev/null && sudo true; then root=sudo; else \
	    echo "guichet: only root can install the missing Debian packages: apt-get install $$missing" >&2; exit 1; fi; \
	echo "  install  $$missing"; \
	case $$missing in *postgresql-15*) \
	    $$root sh -c 'mkdir -p $(dir $(NO_CLUSTER)) && echo "create_main_cluster = false" >$(NO_CLUSTER)' ;; esac; \
	$$root apt-get update -qq && \
	$$root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$missing >/dev/null; \
	status=$$?; $$root rm -f $(NO_CLUSTER); exit $$status

SHARE  = $(DESTDIR)$(PREFIX)/share/guichet
UNITS  = $(DESTDIR)$(PREFIX)/lib/systemd/system
FILLED = PREFIX_PATH=$(PREFIX_PATH) BARE=$(PREFIX_PATH:%/=%) SOCKET=/run/guichet/guichet.sock \
         WEB=$(PREFIX)/share/guichet/web CONF=snippets PROGRAM=$(PREFIX)/bin/guichet nginx/fill

install: page
	$(Q)$(MAKE) program BUILD=.build/install SCHEMA_DIR=$(PREFIX)/share/guichet/schema
	$(Q)install -D -m 755 -t $(DESTDIR)$(PREFIX)/bin .build/install/guichet .build/install/guichet-mail
	$(Q)rm -rf $(SHARE)/schema $(SHARE)/web
	$(Q)install -d $(SHARE)/schema $(UNITS) $(DESTDIR)/etc/nginx/snippets $(DESTDIR)/etc/nginx/conf.d
	$(Q)install -m 644 sql/schema/*.sql $(SHARE)/schema
	$(Q)cp -R web/dist $(SHARE)/web && chmod -R u=rwX,go=rX $(SHARE)/web
	$(Q)$(FILLED) nginx/guichet-http.conf >$(DESTDIR)/etc/nginx/conf.d/guichet-http.conf
	$(Q)$(FILLED) nginx/guichet.conf >$(DESTDIR)/etc/nginx/snippets/guichet.conf
	$(Q)$(FILLED) nginx/guichet-headers.conf >$(DESTDIR)/etc/nginx/snippets/guichet-headers.conf
	$(Q)for unit in nginx/*.service nginx/*.socket; do $(FILLED) $$unit >$(UNITS)/$${unit##*/}; done
	$(Q)install -D -m 644 nginx/guichet.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/guichet.conf
