/* The API, room by room. */
#include "routes.h"
#include "accounts.h"
#include "commands.h"
#include "desk_routes.h"
#include "entities.h"
#include "handovers.h"
#include "moves.h"
#include "notices.h"
#include "operations.h"
#include "profile.h"
#include "register.h"
#include "requests.h"
#include "route.h"
#include "waiting.h"
#include "why.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct route *const routes[] = {
    /* desk */ service_routes,
    openapi_routes,
    /* accounts */ sign_in_routes,
    browsers_routes,
    joining_routes,
    account_routes,
    password_change_routes,
    totp_routes,
    /* moves */ move_lost_routes,
    move_ask_routes,
    move_link_routes,
    /* notices */ setting_routes,
    /* register */ register_routes,
    /* operations */ operation_show_routes,
    operation_change_routes,
    contact_list_routes,
    access_list_routes,
    contact_sheet_routes,
    contact_add_routes,
    contact_impact_routes,
    contact_change_routes,
    leave_routes,
    /* why */ why_show_routes,
    /* entities */ entity_routes,
    team_routes,
    habilitation_show_routes,
    habilitation_change_routes,
    /* requests */ request_routes,
    request_add_routes,
    asking_routes,
    request_decide_routes,
    /* handovers */ handover_show_routes,
    handover_add_routes,
    handover_change_routes,
    /* profile */ profile_routes,
    /* waiting */ waiting_routes,
    NULL
};

int routes_main(int argc, char **argv)
{
    bool costs = argc == 2 && !strcmp(argv[1], "--costs");

    if (argc > 1 && !costs) {
        fprintf(stderr, "guichet: routes: takes --costs or nothing: %s\n", argv[1]);
        return EXIT_FAILURE;
    }
    for (const struct route *const *at = route_rows; *at; at++) {
        const struct route *row = *at;

        printf("%-6s /%-55s %s", row->method, row->path, right_name(row->right));
        if (costs)
            printf(" %zuk %s", route_body_most(row) / 1024, row->slow ? "hashes" : row->reads ? "reads" : "-");
        puts("");
    }
    return EXIT_SUCCESS;
}

int openapi_main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    struct text text = text_new(arena, ANSWER_MOST);

    if (argc > 1) {
        fprintf(stderr, "guichet: openapi: takes nothing: %s\n", argv[1]);
        arena_free(arena);
        return EXIT_FAILURE;
    }
    openapi_write(&text);
    puts(text_string(&text));
    arena_free(arena);
    return EXIT_SUCCESS;
}
