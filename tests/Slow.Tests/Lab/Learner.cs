using System.Globalization;
using System.Text.Json;

namespace Sandbox.Slow.Tests.Lab;

/// <summary>One of the people at the machine: a user id without an account, and a folder for HOME and TMPDIR that is theirs alone.</summary>
internal sealed class Learner
{
    /// <summary>Ids that no system gives away, and no other test program at the same time has.</summary>
    private static int _last = 61_000 + (Environment.ProcessId % 1000 * 100);

    private Learner(UnprivilegedUser user, string home) => (User, Home) = (user, home);

    public UnprivilegedUser User { get; }

    /// <summary>HOME and TMPDIR.</summary>
    public string Home { get; }

    /// <summary>Whether its words in front of a command make it another user than the tests': they run as root.</summary>
    public static bool AreUsers => Environment.IsPrivilegedProcess;

    /// <summary>Makes some.</summary>
    public static async Task<Learner[]> Make(int count)
    {
        Learner[] all = [.. Enumerable.Range(0, count).Select(_ => new Learner(new UnprivilegedUser(Interlocked.Increment(ref _last)), Path.Combine(TestFolders.Create(), "home")))];
        foreach (Learner learner in all)
        {
            string id = learner.User.Id.ToString(CultureInfo.InvariantCulture);
            string[] owner = AreUsers ? ["-o", id, "-g", id] : [];
            (await new SandboxProgram { Program = "install" }.RunWith(["-d", "-m", "700", .. owner, learner.Home])).AssertExit(0);
        }
        return all;
    }

    /// <summary>The sandbox, or another program, as this user has it.</summary>
    public SandboxProgram Program(params IReadOnlyList<string> around) => new()
    {
        User = User,
        Around = around,
        Timeout = TimeSpan.FromMinutes(3),
        Variables = new Dictionary<string, string?> { ["HOME"] = Home, ["TMPDIR"] = Home },
    };

    /// <summary>The reports that its history holds; every line has to be whole.</summary>
    public JsonElement[] History()
    {
        string folder = Path.Combine(Home, ".local", "state", "sandbox");
        IEnumerable<string> files = ((string[])["history.1.jsonl", "history.jsonl"]).Select(name => Path.Combine(folder, name)).Where(File.Exists);
        // Who finds another's line half written begins with a new line of its own: an empty one may stay, and is passed over.
        return [.. files.SelectMany(File.ReadLines).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("report"))];
    }

    /// <summary>Fails unless nothing is left of some: no process, no file in folders that users share, none in their own but the history.</summary>
    public static async Task AssertNothingLeft(params Learner[] learners)
    {
        HashSet<int> ids = AreUsers ? [.. learners.Select(learner => learner.User.Id)] : [];
        await Eventually.Assert(() => !ProcessesOf(ids).Any(), "no process of theirs", () => string.Join('\n', ProcessesOf(ids)));
        if (ids.Count > 0)
        {
            string[] owned = [.. ids.SelectMany(id => (string[])["-o", "-uid", id.ToString(CultureInfo.InvariantCulture)]).Skip(1)];
            Finished found = await new SandboxProgram { Program = "find" }.RunWith(["/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "-maxdepth", "1", "(", .. owned, ")"]);
            Assert.Equal("", found.Output);
        }
        foreach (Learner learner in learners)
            Assert.All(Directory.EnumerateFiles(learner.Home, "*", SearchOption.AllDirectories), file => Assert.Matches(@"/\.local/state/sandbox/history(\.1)?\.jsonl$", file));
    }

    /// <summary>The processes of user ids, as /proc tells them.</summary>
    public static IEnumerable<ProcessEntry> ProcessesOf(IReadOnlySet<int> ids) =>
        ProcessEntry.All().Where(entry => UserOf(entry.Pid) is { } id && ids.Contains(id));

    private static int? UserOf(int pid)
    {
        try
        {
            string line = File.ReadLines($"/proc/{pid}/status").First(text => text.StartsWith("Uid:", StringComparison.Ordinal));
            return int.Parse(line.Split('\t')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            return null;
        }
    }
}
