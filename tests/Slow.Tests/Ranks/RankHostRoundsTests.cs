namespace Sandbox.Slow.Tests.Ranks;

/// <summary>A hundred runs over two hosts in which somebody is killed on one of them, early or when all ranks are at work: nothing is left on any.</summary>
public class RankHostRoundsTests
{
    private static readonly string[] Victims =
        ["sandbox", "sandbox-host", "mpirun", "sandbox-relay", "orted", "sandbox-guard", "sandbox-front", "sandbox-reaper", "rank", "hostlab"];

    private static readonly string[] Faults = ["hang", "none", "segfault", "host-loss:daemon"];

    private const int Times = 5;

    public static TheoryData<int, string, bool> Rounds()
    {
        TheoryData<int, string, bool> rounds = [];
        for (int time = 0; time < Times; time++)
        {
            foreach (string victim in Victims)
            {
                rounds.Add(rounds.Count, victim, false);
                rounds.Add(rounds.Count, victim, true);
            }
        }
        return rounds;
    }

    [Theory]
    [MemberData(nameof(Rounds))]
    public async Task Whoever_is_killed_nothing_is_left_on_any_host(int round, string victim, bool early)
    {
        using HostLab lab = await HostLab.Make("b");
        // Another time it is another fault, and another host.
        int turn = (round / 2) + (round / (2 * Victims.Length));
        // Who is to be found among ranks at work needs ranks that stay.
        string fault = early ? Faults[turn % Faults.Length] : "hang";
        using RunningProgram sandbox = lab.Start("--hosts", "a:2,b:2", "--pace", "0.2", "--timeout", "20", "--fault", fault);
        await Eventually.Assert(
            () => sandbox.Child.Status.IsCompleted || (early ? Found(lab, victim).Count > 0 : lab.Processes().Count(entry => entry.Name == "sandbox-reaper") == 4),
            "somebody to be killed", () => $"{sandbox.Error}\n{string.Join("; ", lab.Processes())}", TimeSpan.FromSeconds(60));
        // One is killed on the host a, the other on the host b; it may have ended by itself meanwhile.
        IReadOnlyList<ProcessEntry> found = Found(lab, victim);
        Assert.True(early || found.Count > 0 || (victim == "hostlab" && !lab.HasNamespaces), $"no {victim}: {string.Join("; ", lab.Processes())}");
        if (found.Count > 0)
            _ = LibC.kill((turn % 2 == 0 ? found[0] : found[^1]).Pid, LibC.SIGKILL);

        await sandbox.Child.Status.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
        await lab.AssertNothingLeft();
    }

    private static IReadOnlyList<ProcessEntry> Found(HostLab lab, string victim)
    {
        if (victim == "hostlab")
            return lab.Agents();
        IReadOnlyList<ProcessEntry> all = lab.Processes();
        return [.. all.Where(entry => victim == "rank" ? IsRank(entry) : entry.Name == victim && !IsRank(entry))];

        bool IsRank(ProcessEntry entry) => entry.Name == "sandbox-host" && all.Any(parent => parent.Pid == entry.Parent && parent.Name == "sandbox-reaper");
    }
}
