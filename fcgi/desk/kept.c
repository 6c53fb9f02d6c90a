#include "kept.h"
#include "conf.h"
#include "text.h"

void kept_first_id(char out[ID_ROOM], int64_t now)
{
    secret_first_id(out, time_months_before(now, conf.keep_logs_months));
}
