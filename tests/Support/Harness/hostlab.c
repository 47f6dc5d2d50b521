// A machine of the tests' own: the first process of a namespace, which runs what an agent asks it for; and the agent. Between them is one connection,
// with keepalive as ssh and sshd have it where they are told to, so that a link that is cut is noticed on both sides.
//   hostlab init                     serves until it is killed; where HOSTLAB_ROOT has a folder, what it runs is in that one's system
//   hostlab wait PIPE                is the first process of a namespace until nobody holds the pipe
//   hostlab agent HOST WORDS...      runs the words there, as ssh does

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PORT 7777

// A host is called by one letter: a has 10.77.0.1, b 10.77.0.2.
static struct sockaddr_in address_of(const char *host)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = host ? htonl(0x0a4d0000u + (unsigned)(host[0] - 'a' + 1)) : htonl(INADDR_ANY);
    return address;
}

static void notice_cuts(int connection)
{
    int yes = 1, second = 1, probes = 2, ms = 3000;
    setsockopt(connection, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);
    setsockopt(connection, IPPROTO_TCP, TCP_KEEPIDLE, &second, sizeof second);
    setsockopt(connection, IPPROTO_TCP, TCP_KEEPINTVL, &second, sizeof second);
    setsockopt(connection, IPPROTO_TCP, TCP_KEEPCNT, &probes, sizeof probes);
    setsockopt(connection, IPPROTO_TCP, TCP_USER_TIMEOUT, &ms, sizeof ms);
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

static void serve(int connection)
{
    static char command[64 * 1024];
    size_t length = 0;
    ssize_t got;
    notice_cuts(connection);
    // One byte at a time: what comes after the command's end is the command's input.
    while (length < sizeof command && (got = read(connection, command + length, 1)) == 1 && command[length] != 0)
        length++;
    for (int fd = 0; fd < 3; fd++)
        dup2(connection, fd);
    close(connection);
    const char *root = getenv("HOSTLAB_ROOT");
    if (root && (chroot(root) != 0 || chdir("/") != 0))
        _exit(126);
    execl("/bin/sh", "sh", "-c", command, NULL);
    _exit(127);
}

static int init(void)
{
    struct sockaddr_in own = address_of(NULL);
    int yes = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    // The first process has to wait for orphans; here the kernel does.
    signal(SIGCHLD, SIG_IGN);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(listener, (void *)&own, sizeof own) != 0 || listen(listener, 16) != 0)
        return perror("bind"), 1;
    for (;;)
    {
        int connection = accept(listener, NULL, NULL);
        if (connection >= 0 && fork() == 0)
        {
            signal(SIGCHLD, SIG_DFL);
            close(listener);
            serve(connection);
        }
        if (connection >= 0)
            close(connection);
    }
}

static int agent(int count, char **words)
{
    static char command[64 * 1024];
    struct sockaddr_in there = address_of(words[2]);
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(connection, (void *)&there, sizeof there) != 0)
        return perror(words[2]), 255;
    notice_cuts(connection);
    for (int word = 3; word < count; word++)
        strcat(strcat(command, word == 3 ? "" : " "), words[word]);
    if (write(connection, command, strlen(command) + 1) < 0)
        return 255;
    struct pollfd sources[] = {{STDIN_FILENO, POLLIN, 0}, {connection, POLLIN, 0}};
    char some[16 * 1024];
    for (;;)
    {
        poll(sources, 2, -1);
        if (sources[1].revents)
        {
            ssize_t length = read(connection, some, sizeof some);
            if (length < 0)
                return perror(words[2]), 255;
            if (length == 0)
                return 0;
            if (write(STDOUT_FILENO, some, (size_t)length) < 0)
                return 255;
        }
        if (sources[0].revents)
        {
            ssize_t length = read(STDIN_FILENO, some, sizeof some);
            if (length <= 0)
            {
                shutdown(connection, SHUT_WR);
                sources[0].fd = -1;
            }
            else if (write(connection, some, (size_t)length) < 0)
                return 255;
        }
    }
}

// Ends when nobody holds the other end of the pipe any more: then the kernel ends all that is in the namespace.
static int wait_for(const char *pipe)
{
    char byte;
    signal(SIGCHLD, SIG_IGN);
    int held = open(pipe, O_RDONLY);
    return held < 0 || read(held, &byte, 1) < 0;
}

int main(int count, char **words)
{
    if (count == 2 && !strcmp(words[1], "init"))
        return init();
    if (count == 3 && !strcmp(words[1], "wait"))
        return wait_for(words[2]);
    if (count > 3 && !strcmp(words[1], "agent"))
        return agent(count, words);
    return fputs("hostlab init | hostlab agent HOST WORDS...\n", stderr), 2;
}
