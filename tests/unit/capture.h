/* What is written to stdout or stderr between a begin and an end. */
#ifndef CAPTURE_H
#define CAPTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static struct {
    FILE *stream, *file;
    int saved;
    char text[16384];
} capture;

static inline void capture_begin(FILE *stream)
{
    fflush(stream);
    capture.stream = stream;
    capture.file = tmpfile();
    capture.saved = dup(fileno(stream));
    if (!capture.file || capture.saved < 0 || dup2(fileno(capture.file), fileno(stream)) < 0)
        abort();
}

/* Lends what was written until the next begin. */
static inline const char *capture_end(void)
{
    size_t length;

    fflush(capture.stream);
    dup2(capture.saved, fileno(capture.stream));
    close(capture.saved);
    rewind(capture.file);
    length = fread(capture.text, 1, sizeof(capture.text) - 1, capture.file);
    capture.text[length] = '\0';
    fclose(capture.file);
    return capture.text;
}

#endif
