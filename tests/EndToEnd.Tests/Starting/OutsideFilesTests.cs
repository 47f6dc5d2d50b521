using System.Text.RegularExpressions;
using Sandbox.Core.Catalogue;

namespace Sandbox.EndToEnd.Tests.Starting;

/// <summary>
/// What any command makes or writes has its place in the user's own folders: nothing that another user could have planted, and nothing that
/// a kill would leave behind.
/// </summary>
public partial class OutsideFilesTests
{
    public static TheoryData<string> Commands =>
    [
        "decode 11", "signals", "models", "faults", "waits", "glossary", "history", "config", "doctor", "man", "completion bash", "export", "--help",
        "matrix --faults none --length 1000", "scenario list", "scenario show wait-for-it", "scenario run wait-for-it --json",
        "run --plain --length 1000", "run --step --length 1000", "run --orphan --length 1000", "record wait-for-it -o played.cast",
        .. ModelCatalogue.Own.Select(model => $"run --length 1000 --model {model.Id} --fault segfault"),
        .. WaitCatalogue.All.Select(wait => $"run --length 1000 --wait {wait.Id}"),
        .. FaultCatalogue.All.Where(fault => !fault.LosesHost).Select(fault => $"run --length 1000 --timeout 3 --fault {fault.Id}{(fault.Id is "signal" ? ":term" : "")}"),
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_makes_and_writes_nothing_outside_its_users_folders(string command)
    {
        string home = TestFolders.Create(), trace = Path.Combine(TestFolders.Create(), "trace");
        // Without root's consent to Open MPI, whose ranks connect to each other and read what the system says of its devices.
        SandboxProgram strace = new()
        {
            Program = "strace",
            Directory = home,
            Variables = new Dictionary<string, string?> { ["HOME"] = home, ["TMPDIR"] = null, ["OMPI_ALLOW_RUN_AS_ROOT"] = null },
        };

        Finished finished = await strace.RunWith(["-f", "-y", "-s", "300", "-o", trace, "-e", "trace=%file,bind,connect", SandboxProgram.Location, .. command.Split(' ')]);

        finished.AssertExit(0);
        string[] calls = await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken);
        Assert.NotEmpty(calls);
        Assert.DoesNotContain(calls, call => Makes().IsMatch(call) && !IsAllowed(call, home));
        Assert.DoesNotContain(calls, call => call.Contains("\"/dev/shm", StringComparison.Ordinal) || call.Contains("\"/run/", StringComparison.Ordinal));
    }

    private static bool IsAllowed(string call, string home) => call.Contains(home, StringComparison.Ordinal)
        || call.Contains("\"/dev/null\"", StringComparison.Ordinal) || call.Contains("\"/dev/tty\"", StringComparison.Ordinal)
        // The working directory is the home.
        || call.Contains("AT_FDCWD, \".\"", StringComparison.Ordinal);

    [GeneratedRegex(@"O_CREAT|O_WRONLY|O_RDWR|\b(mkdir|mkdirat|mknod|mknodat|link|linkat|symlink|symlinkat|rename|renameat|renameat2|unlink|unlinkat|chmod|fchmodat|creat|truncate|bind|connect)\(")]
    private static partial Regex Makes();
}
