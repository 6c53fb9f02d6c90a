/* The description of the API, made of the route table. */
#include "api.h"
#include "emit.h"

enum err openapi(struct req *q)
{
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "openapi", "3.1.0");
    emit_object(&q->answer, "info");
    emit_string(&q->answer, "title", "Guichet");
    emit_string(&q->answer, "version", GUICHET_VERSION);
    emit_object_end(&q->answer);
    emit_object(&q->answer, "paths");
    emit_object_end(&q->answer);
    emit_object_end(&q->answer);
    return OK;
}
