using System.Net;
using System.Net.Sockets;

namespace Sandbox.Tests.Support.Harness;

/// <summary>
/// A real sshd(8) of the test's own on the loopback, with keys and a configuration in the test's folder, and a user to log in as: an account
/// made for it where the tests run as root, otherwise the user of the tests.
/// </summary>
internal sealed class SshServer : IAsyncDisposable
{
    private const string Daemon = "/usr/sbin/sshd";

    private readonly string _folder = TestFolders.Create();
    private readonly string _user = Environment.IsPrivilegedProcess ? $"sbx{Guid.NewGuid().ToString("N")[..8]}" : Environment.UserName;
    private readonly int _port = FreePort();
    private RunningProgram? _daemon;
    private string _uid = "";

    /// <summary>Starts one, and waits until it listens.</summary>
    public static async Task<SshServer> Open()
    {
        SshServer server = new();
        try
        {
            await server.Start();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The client, which has a terminal of this kind.</summary>
    public static SandboxProgram Client(string term = "xterm-256color") =>
        new() { Program = "ssh", Variables = new Dictionary<string, string?> { ["TERM"] = term } };

    /// <summary>The client's words for the program under test as the user runs it.</summary>
    /// <param name="terminal">Whether it gets one.</param>
    /// <param name="arguments">The program's words; they hold no blanks.</param>
    public IReadOnlyList<string> Sandbox(bool terminal, params IReadOnlyList<string> arguments) =>
    [
        terminal ? "-tt" : "-T", "-F", "/dev/null", "-i", Path.Combine(_folder, "key"), "-p", $"{_port}", "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes",
        "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", $"{_user}@127.0.0.1",
        $"HOME={_folder}/home LANG=C.UTF-8 exec {UnprivilegedUser.Reachable(SandboxProgram.Location)} {string.Join(' ', arguments)}",
    ];

    /// <summary>Writes a configuration for the client in which these names are this server, and whose user has to be who starts the client.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> ClientConfiguration(params IReadOnlyList<string> hosts)
    {
        string path = Path.Combine(_folder, "ssh_config"), known = Path.Combine(_folder, "known_hosts");
        await File.WriteAllTextAsync(known, $"[127.0.0.1]:{_port} {await File.ReadAllTextAsync(Path.Combine(_folder, "host.pub"))}");
        await File.WriteAllTextAsync(path, $"""
            Host {string.Join(' ', hosts)}
                HostName 127.0.0.1
                Port {_port}
                User {_user}
                IdentityFile {_folder}/key
                IdentitiesOnly yes
                BatchMode yes
                StrictHostKeyChecking yes
                UserKnownHostsFile {known}
                GlobalKnownHostsFile /dev/null
                LogLevel ERROR

            """);
        // Root's key has to be read by the account; ssh minds only what is its user's own.
        if (Environment.IsPrivilegedProcess)
            File.SetUnixFileMode(Path.Combine(_folder, "key"), (UnixFileMode)0b110_100_100);
        return path;
    }

    /// <summary>The program under test as the user of the server runs it on this machine, with a folder of its own for temporary files.</summary>
    public RunningProgram StartHere(string temporary, params IReadOnlyList<string> arguments) => new SandboxProgram
    {
        Program = Environment.IsPrivilegedProcess ? "setpriv" : SandboxProgram.Location,
        Variables = new Dictionary<string, string?> { ["TMPDIR"] = temporary, ["HOME"] = Path.Combine(_folder, "home") },
    }.Start([.. Environment.IsPrivilegedProcess ? (string[])[$"--reuid={_uid}", $"--regid={_uid}", "--clear-groups", "--inh-caps=-all", "--", UnprivilegedUser.Reachable(SandboxProgram.Location)] : [], .. arguments]);

    /// <summary>All that is below sshd: its own processes for each login, and what those have started.</summary>
    public IReadOnlyList<ProcessEntry> Sessions()
    {
        IReadOnlyList<ProcessEntry> all = ProcessEntry.All();
        List<ProcessEntry> below = [];
        for (int[] parents = [_daemon!.Child.Pid]; parents.Length > 0;)
        {
            ProcessEntry[] children = [.. all.Where(entry => parents.Contains(entry.Parent))];
            below.AddRange(children);
            parents = [.. children.Select(child => child.Pid)];
        }
        return below;
    }

    /// <summary>The processes that the user has on the server beside sshd's own: screen, watchdog, host and workers.</summary>
    public IReadOnlyList<ProcessEntry> OfUser() => [.. ProcessEntry.All().Where(entry => IsOurs(entry) && UidOf(entry.Pid) == _uid)];

    /// <summary>The screen's process.</summary>
    public ProcessEntry Screen() => OfUser().Single(entry => entry.Name == "sandbox");

    /// <summary>Fails unless nothing of the sandbox is left on the server; stragglers get a moment.</summary>
    public Task AssertNothingLeft() =>
        Eventually.Assert(() => OfUser().Count == 0, "nothing left on the server", () => string.Join("; ", OfUser()));

    public async ValueTask DisposeAsync()
    {
        foreach (ProcessEntry left in _uid.Length > 0 ? OfUser() : [])
            _ = LibC.kill(left.Pid, LibC.SIGKILL);
        if (_daemon is { } daemon)
        {
            daemon.Child.Send(LibC.SIGTERM);
            await daemon.Finish(TimeSpan.FromSeconds(10));
            daemon.Dispose();
        }
        if (Environment.IsPrivilegedProcess)
            await Run("userdel", "-f", _user);
    }

    private async Task Start()
    {
        string home = Path.Combine(_folder, "home");
        Directory.CreateDirectory(home);
        File.SetUnixFileMode(home, (UnixFileMode)0b111_111_111);
        if (Environment.IsPrivilegedProcess)
        {
            // A password that nothing matches: sshd takes an account without one for a locked one.
            (await Run("useradd", "-M", "-d", home, "-s", "/bin/sh", "-p", "*", _user)).AssertExit(0);
            // What a start script makes on a machine that has one.
            Directory.CreateDirectory("/run/sshd", (UnixFileMode)0b111_101_101);
        }
        _uid = (await Run("id", "-u", _user)).AssertExit(0).Output.Trim();
        foreach (string key in new[] { "host", "key" })
            (await Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(_folder, key))).AssertExit(0);
        string configuration = Path.Combine(_folder, "sshd_config");
        await File.WriteAllTextAsync(configuration, $"""
            ListenAddress 127.0.0.1:{_port}
            HostKey {_folder}/host
            AuthorizedKeysFile {_folder}/key.pub
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            PrintMotd no
            PrintLastLog no

            """);
        _daemon = new SandboxProgram { Program = Daemon, Variables = await Preloaded() }.Start("-D", "-e", "-f", configuration);
        await Eventually.Assert(() => _daemon.Error.Contains("Server listening"), "sshd listens", () => _daemon.Error);
    }

    /// <summary>
    /// What lets sshd give a terminal to the user who runs it. It changes the terminal's group to tty, which it needs root for, and hangs up where it cannot. On
    /// most machines every new terminal has that group already; where not, the user's own serves as well.
    /// </summary>
    private static async Task<Dictionary<string, string?>> Preloaded() => Environment.IsPrivilegedProcess
        ? []
        : new()
        {
            ["LD_PRELOAD"] = await Gcc.Program("""
                #define _GNU_SOURCE
                #include <dlfcn.h>
                #include <errno.h>
                #include <string.h>
                #include <sys/stat.h>
                #include <unistd.h>
                int chown(const char *path, uid_t owner, gid_t group)
                {
                    int (*real)(const char *, uid_t, gid_t) = (int (*)(const char *, uid_t, gid_t))dlsym(RTLD_NEXT, "chown");
                    struct stat file;
                    int result = real(path, owner, group);
                    if (result && errno == EPERM && !strncmp(path, "/dev/pts/", 9) && !stat(path, &file) && file.st_uid == owner)
                        return 0;
                    return result;
                }
                """, "-shared", "-fPIC"),
        };

    private static Task<Finished> Run(string program, params IReadOnlyList<string> arguments) => new SandboxProgram { Program = program }.RunWith(arguments);

    private static bool IsOurs(ProcessEntry entry) => !entry.Name.StartsWith("sshd", StringComparison.Ordinal) && entry.State != 'Z'
        && (Environment.IsPrivilegedProcess || entry.Name.StartsWith("sandbox", StringComparison.Ordinal));

    private static string? UidOf(int pid)
    {
        try
        {
            return File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
