// How a rank takes its own machine away, for the faults that are a machine's loss: it kills the daemon of Open MPI there, or it cuts the link to mpirun.
// A link is cut only in a network namespace that is not the machine's first: a container or a namespace stands for a machine, and never a real one.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "ranks.h"

// Kernel/Bindings/StartC.cs has the same.
enum loss
{
    LOSE_DAEMON,
    LOSE_LINK,
};

// What stands against a loss beside an error's number; Kernel/Workers/LossFaults.cs has the same.
#define OWN_MACHINE -1
#define REAL_NETWORK -2
#define NO_WAY -3

// This is there for the machine's first network alone.
#define FIRST_NETWORK "/proc/sys/net/core/netdev_budget"

static pid_t daemon_here;

void sandbox_note_daemon(pid_t pid)
{
    daemon_here = pid;
}

// The interface by which an address is reached; 0 where there is none.
static int interface_to(const char *address, char *name)
{
    struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons(9)}, here = {0};
    socklen_t length = sizeof here;
    struct ifaddrs *all = NULL;
    int found = 0, probe = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    // Nothing is sent: the kernel only looks for the way.
    int known = inet_pton(AF_INET, address, &there.sin_addr) == 1 && connect(probe, (void *)&there, sizeof there) == 0
        && getsockname(probe, (void *)&here, &length) == 0 && getifaddrs(&all) == 0;
    for (struct ifaddrs *one = all; known && one && !found; one = one->ifa_next)
    {
        if (!one->ifa_addr || one->ifa_addr->sa_family != AF_INET || (one->ifa_flags & IFF_LOOPBACK)
            || ((struct sockaddr_in *)one->ifa_addr)->sin_addr.s_addr != here.sin_addr.s_addr)
            continue;
        strncpy(name, one->ifa_name, IFNAMSIZ - 1);
        found = 1;
    }
    freeifaddrs(all);
    close(probe);
    return found;
}

// Takes flags away from the interface that leads to mpirun: none, to see whether that may be done, or that it is up.
static int change_link(short taken)
{
    char addresses[1024] = "", *rest = NULL;
    struct ifreq request = {0};
    strncpy(addresses, getenv(MPIRUN_VARIABLE) ? getenv(MPIRUN_VARIABLE) : "", sizeof addresses - 1);
    for (char *address = strtok_r(addresses, ",", &rest); address && !request.ifr_name[0]; address = strtok_r(NULL, ",", &rest))
        interface_to(address, request.ifr_name);
    if (!request.ifr_name[0])
        return NO_WAY;
    int probe = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), error = 0;
    if (ioctl(probe, SIOCGIFFLAGS, &request) != 0)
        error = errno;
    request.ifr_flags = (short)(request.ifr_flags & ~taken);
    if (error == 0 && ioctl(probe, SIOCSIFFLAGS, &request) != 0)
        error = errno;
    close(probe);
    return error;
}

// Whether a rank may take its machine away: 0, or what stands against it.
int sandbox_may_lose(int loss)
{
    if (!sandbox_is_far())
        return OWN_MACHINE;
    if (loss != LOSE_LINK)
        return 0;
    return access(FIRST_NETWORK, F_OK) == 0 ? REAL_NETWORK : change_link(0);
}

// Does it. Only after it was asked whether it may.
void sandbox_lose_host(int loss)
{
    // The reaper looks now and then: what the rank did last is to be told before nobody can tell it any more.
    const struct timespec moment = {0, 500000000};
    nanosleep(&moment, NULL);
    if (loss == LOSE_DAEMON && daemon_here > 1)
        kill(daemon_here, SIGKILL);
    else if (loss == LOSE_LINK && access(FIRST_NETWORK, F_OK) != 0)
        change_link(IFF_UP);
}
