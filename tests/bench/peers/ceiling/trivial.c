/* The least a FastCGI program can do: libfcgi, and an answer of the same size that is ready beforehand. */
#include <fcgiapp.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A thread holds a kept connection until it is closed: as many as nginx keeps, and a few more. */
#define THREADS 80

static char answer[1 << 20];
static int length;

static void *work(void *listener)
{
    FCGX_Request request;

    FCGX_InitRequest(&request, *(int *)listener, 0);
    while (FCGX_Accept_r(&request) == 0) {
        FCGX_FPrintF(request.out, "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n", length);
        FCGX_PutStr(answer, length, request.out);
        FCGX_Finish_r(&request);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    int listener, file;
    pthread_t thread;

    if (argc != 3 || (file = open(argv[2], O_RDONLY)) < 0)
        return EXIT_FAILURE;
    length = (int)read(file, answer, sizeof answer);
    FCGX_Init();
    listener = FCGX_OpenSocket(argv[1], 1024);
    for (int i = 1; i < THREADS; i++)
        pthread_create(&thread, NULL, work, &listener);
    work(&listener);
    return EXIT_SUCCESS;
}
