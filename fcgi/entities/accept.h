/* A habilitation that waited under a new address goes on. */
#ifndef ACCEPT_H
#define ACCEPT_H

#include "req.h"

/* A leader's yes to the new address: the habilitation is active again, and so are its lines. E_CONFLICT when it does
 * not wait any more. */
enum err accept_address(struct req *q, const char *entity, const char *user) CHECKED;

/* Whether anybody said yes or nobody has to any more. */
void accept_go_on(struct req *q, const char *habilitation, const char *entity, const char *user);

#endif
