#include "register_key.h"

#include "conf.h"

#include <string.h>

/* A name is for ever, and outlives the scheme. */
const char *register_origin(struct arena *arena, const char *public_url)
{
    return arena_format(arena, "%sregister", strstr(public_url, "://") + strlen("://"));
}

const char *register_key_path(struct arena *arena)
{
    const char *end = strrchr(conf.keys, '/');

    if (*conf.register_key)
        return conf.register_key;
    return arena_format(arena, "%.*sregister.key", end ? (int)(end + 1 - conf.keys) : 0, conf.keys);
}

bool register_keys_load(struct register_keys *out, const char *path, const char *origin)
{
    struct keys keys;

    *out = (struct register_keys){ 0 };
    if (!keys_load(&keys, path))
        return false;
    for (; out->count < keys.count; out->count++)
        out->signer[out->count] = note_signer_of(origin, keys.key[out->count].bytes);
    return true;
}
