/* A worker that does not play by the rules. Which way is the name that it is started under. */

#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int is(const char *path, const char *name)
{
    const char *slash = strrchr(path, '/');
    return strcmp(slash ? slash + 1 : path, name) == 0;
}

static void pour(int fd)
{
    static char block[1 << 20];
    memset(block, 'x', sizeof block);
    for (int i = 0; i < 2048; i++) {
        if (write(fd, block, sizeof block) < 0)
            return;
    }
}

/* What can be done to the array: 0 where nothing can. */
static int change_array(void)
{
    int ones[3] = {1, 1, 1}, again = open("/proc/self/fd/3", O_RDWR);

    if (pwrite(3, ones, sizeof ones, 0) > 0)
        return 11;
    if (mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, 3, 0) != MAP_FAILED)
        return 12;
    if (ftruncate(3, 0) == 0 || ftruncate(3, 1 << 30) == 0)
        return 13;
    if (again >= 0 && (pwrite(again, ones, sizeof ones, 0) > 0 || ftruncate(again, 0) == 0))
        return 14;
    return 0;
}

/* What it has of its parent that it should not have: 0 where there is nothing. */
static int look_around(void)
{
    sigset_t blocked;
    struct sigaction action;

    for (int fd = 5; fd < 5000; fd++) {
        if (fcntl(fd, F_GETFD) >= 0)
            return 21;
    }
    sigprocmask(SIG_SETMASK, NULL, &blocked);
    for (int number = 1; number < 32; number++) {
        if (sigismember(&blocked, number) == 1)
            return 22;
        if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_DFL)
            return 23;
    }
    return 0;
}

int main(int count, char **words)
{
    (void)count;
    if (is(words[0], "prints")) {
        pour(1);
        pour(2);
    } else if (is(words[0], "fills")) {
        pour(4);
    } else if (is(words[0], "closes")) {
        for (int fd = 0; fd < 1000; fd++)
            close(fd);
    } else if (is(words[0], "forks")) {
        for (int i = 0; i < 5; i++) {
            if (fork() == 0)
                pause();
        }
    } else if (is(words[0], "daemon")) {
        if (fork() == 0) {
            setsid();
            if (fork() == 0) {
                char *nothing[] = {NULL}, *sleeps[] = {"sleep", "1000", NULL};
                execve("/bin/sleep", sleeps, nothing);
            }
            _exit(0);
        }
    } else if (is(words[0], "hangs")) {
        if (fork() == 0)
            setsid();
        signal(SIGTERM, SIG_IGN);
        setpgid(0, 0);
        for (;;)
            pause();
    } else if (is(words[0], "garbage")) {
        dprintf(4, "\033[2J 12x\n");
    } else if (is(words[0], "overflow")) {
        dprintf(4, "99999999999999999999999999\n");
    } else if (is(words[0], "huge")) {
        dprintf(4, "9223372036854775807\n");
    } else if (is(words[0], "array")) {
        return change_array();
    } else if (is(words[0], "around")) {
        return look_around();
    }
    return 0;
}
