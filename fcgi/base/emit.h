/* JSON emitted as text, straight into an answer: no tree, no format strings. Commas and braces are kept right by the
 * writer; a name is NULL inside an array, and one of our own: it is not escaped. (jansson owns the prefix `json_`.) */
#ifndef EMIT_H
#define EMIT_H

#include "text.h"

#include <stdbool.h>
#include <stdint.h>

void emit_object(struct text *out, const char *name);
void emit_object_end(struct text *out);
void emit_array(struct text *out, const char *name);
void emit_array_end(struct text *out);

/* A string, escaped (RFC 8259, 7); NULL writes null. The value is valid UTF-8. */
void emit_string(struct text *out, const char *name, const char *value);

/* A member whose name is the client's: it is escaped as well. */
void emit_foreign(struct text *out, const char *name, const char *value);
void emit_number(struct text *out, const char *name, int64_t value);
void emit_flag(struct text *out, const char *name, bool value);

/* A time as RFC 3339; 0 writes null. */
void emit_time(struct text *out, const char *name, int64_t ms);
void emit_null(struct text *out, const char *name);

/* A value that is JSON already. */
void emit_raw(struct text *out, const char *name, const char *json);

#endif
