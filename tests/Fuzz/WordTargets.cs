using Sandbox.Core;
using Sandbox.Core.Arrays;
using Sandbox.Core.Checking;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Contract;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Terminal;

namespace Sandbox.Fuzz;

/// <summary>What is typed: command lines, variables of the environment, values of options; and what other programs print that is taken apart.</summary>
internal static class WordTargets
{
    private static readonly string[] Lines =
    [
        "run\n--workers\n4\n--fault\nsegfault", "run\n--model=threads\n--json\n--check", "run\n--faulty\n0,2\n--workers\n5\n--wait\nsigchld\n--pace\n0.5", "run\n--limit\ncpu=1,nofile=64\n--restart\n3\n--fault\nkill",
        "--fault\ncorrupt-array:1000-1999\n--model\nshared", "decode\n0x137f\n$?=139\n-11\n0b1", "signals\nsegv\n9\nRTMIN+1", "glossary\nzombie", "matrix\n--models\nthreads,processes\n--faults\nnone,stop:0.1\n--json",
        "config\n--json", "help\nscenario\nrun", "trace\n--inject\nwait:1:EINTR\n--\n./a.out\n-x", "scenario\nrun\nwait-for-it\n--answers\nc,SIGSEGV,3", "check\n--program\na.c\nwait-for-it", "grade\nx\n--csv",
        "record\nwait-for-it\n-o\nx.cast\n--format\nv3", "export\n--lock\nmutex\n--fault\ndata-race", "history\nabc\n--json", "compare\na\nb", "course\npack\na\nb\n-o\nc", "run\n--program\n/bin/true\n--fault\nsignal:USR1",
    ];

    private static readonly string[] Values =
    [
        "4", "0x8b", "0o17", "0b1011", "$?=139", "$?=265", "-11", "-1073741819", "3221225477", "0,2,5", "last", "all", "cpu=1,as=1g,fsize=4k,nofile=64,stack=8m,core=0", "none", "1000-1999", "7", "wait:1:EINTR",
        "fork:2:EAGAIN", "child:*:SIGKILL", "2s:SIGTERM:1s", "slow:100", "limit:nofile=16", "read:3:=0", "waitpid(-1, &status, WNOHANG)", "waitid(P_PIDFD, 7, &info, WEXITED)", "workers[2].status.signal", "verdict",
        "C-c", "S-Tab", "A-F12", "Space", "x", "10,000", "0.25", "1e3", "'a b' \"c d\" e\\ f", "mpirun (Open MPI) 4.1.4", "mpirun noticed that process rank 2 with PID 0 on node x exited on signal 11 (Segmentation fault).",
        "prterun noticed that process rank 1 with PID 7 on node x exited on signal 9", "child 2 (pid 4714) was killed by signal 11 (SIGSEGV)", "exited with code 3",
    ];

    private static readonly string[] Variables =
    [
        "SANDBOX_WORKERS=3\nSANDBOX_FAULT=segfault\nTERM=xterm-256color", "SANDBOX_SCENARIOS=/a:/b\nSANDBOX_HISTORY=false\nLANG=C.UTF-8", "SANDBOX_PACE=0.5\nSANDBOX_TIMEOUT=3\nSANDBOX_LIMIT=cpu=1\nNO_COLOR=1\nCOLORTERM=truecolor",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Target> All { get; } =
    [
        new("commands", "command lines, a word a line", CommandLines.Take)
        {
            Seeds = () => Target.Texts(Lines),
            Words = () => [.. CommandLines.Tree.Subcommands.Select(command => command.Name), .. CommandLines.Tree.Subcommands.SelectMany(command => command.Options).Select(option => option.Name).Distinct(), .. Lines.SelectMany(line => line.Split('\n')), "\n"],
            Longest = 600,
        },
        new("environment", "variables of the environment, one a line", Environment)
        {
            Seeds = () => Target.Texts(Variables),
            Words = () => [.. SettingTable.Fixed.Select(row => row.Variable).OfType<string>().Select(name => $"\n{name}="), .. Lines.SelectMany(line => line.Split('\n')), "XDG_STATE_HOME=/", "XDG_CONFIG_HOME=/", "LC_ALL="],
            Longest = 2 << 10,
        },
        new("values", "values of options and fields, and lines of mpirun and of programs that are checked", OfValues)
        {
            Seeds = () => Target.Texts(Values),
            Words = () => Values.SelectMany(value => value.Split(' ', ':', ',')).Distinct(),
            Longest = 1 << 10,
        },
        new("hosts", "the words that tell a host what to run", Hosts)
        {
            Seeds = () => Target.Texts(((string[])["", "--fault segfault --workers 3", "--model shared --fault data-race --lock mutex", "--fault stop:0.5 --limit nofile=64,cpu=1 --pace 1"]).Select(options => string.Join('\n', RunSpecText.Write(Reports.Spec(options))))),
            Words = () => RunSettings.Rows.Select(row => $"\n{row.Key}="),
            Longest = 2 << 10,
        },
    ];

    private static void Environment(byte[] bytes)
    {
        Dictionary<string, string> variables = [];
        foreach (string line in Target.Text(bytes).Replace("\0", "", StringComparison.Ordinal).Split('\n'))
        {
            if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
                variables[line[..at]] = line[(at + 1)..];
        }
        _ = TerminalTraits.From(name => variables.GetValueOrDefault(name));
        _ = Core.History.HistoryPlace.Of(variables);
        // Files are another target's.
        variables.Remove(VariableLayer.Config);
        ProblemList problems = new();
        SettingsReading reading = KeyChoices.Checked(SettingsReading.Of([new VariableLayer(variables, problems)], problems));
        IEnumerable<SpecProblem> found = reading.Problems;
        try
        {
            found = found.Concat(RunSpecs.Resolve(reading.Settings, reading.Caps).Problems);
        }
        catch (MachineRefusedException refused)
        {
            Form.CheckLine(refused.Message);
        }
        foreach (SpecProblem problem in found)
        {
            Form.CheckLine(problem.Line);
            if (problem.Count == 1 && problem.Origin is not ("environment" or "settings") && !problem.Origin.StartsWith("SANDBOX_", StringComparison.Ordinal) && !problem.Origin.StartsWith("--", StringComparison.Ordinal))
                throw new FindingException($"a refusal that names no variable: {problem.Line}");
        }
    }

    private static void OfValues(byte[] bytes)
    {
        string text = Target.Text(bytes);
        Documented<UsageException>(() => StatusText.Parse(text));
        Documented<FormatException>(() => HostCall.Parse(text));
        Said(Injection.Read(text, out string? problem) is null, problem);
        Said(RunLimits.Parse(text).Problem);
        Said(FaultySelection.Parse(text).Problem);
        Said(WrittenNumber.Whole(text, 0, 100).Problem);
        Said(WrittenNumber.Seconds(text, 10, zeroAllowed: true).Problem);
        if (PageRange.Parse(text) is { } pages && PageRange.Parse(PageRange.Canonical(pages)) != pages)
            throw new FindingException("a range of pages that is another when it is written");
        _ = ReportPath.Parse(text);
        if (Key.Parse(text) is { } key && Key.Parse(key.ToString()) != key)
            throw new FindingException($"a key that is another when it is written: {key}");
        string[] words = CommandWords.Of(text, out problem);
        Said(problem);
        if (problem is null && !CommandWords.Of(CommandWords.Line(words), out _).SequenceEqual(words))
            throw new FindingException("words that are others when they are written");
        Said(MpirunWords.VersionIn(text).Problem);
        Form.CheckText(MpirunWords.Gist(text));
        _ = MpirunWords.BlameIn(text);
        _ = Naming.Signal(text, 11) | Naming.Number(text, 4714) | Naming.Error(text, 2);
        _ = Naming.SignalsInWords(text).Count();
        foreach (string line in SafeLines.Of(text))
            Form.CheckText(line);
        Form.CheckText(Quoted.Of(text));
        Form.CheckText(Quoted.Bare(text));
    }

    // They lie in memory that only the sandbox writes to: what is said of them is for its authors, and need not be fit for a terminal.
    private static void Hosts(byte[] bytes)
    {
        string[] words = Target.Text(bytes).Split('\n');
        // No run above the caps comes to a host: "all" of a thousand million workers is a list of as many.
        if (words.Any(word => word.StartsWith("workers=", StringComparison.Ordinal) && word.Length > "workers=100000".Length))
            return;
        try
        {
            RunSpec spec = RunSpecText.Read(words);
            if (!RunSpecText.Write(RunSpecText.Read([.. RunSpecText.Write(spec)])).SequenceEqual(RunSpecText.Write(spec)))
                throw new FindingException("a spec that is another when it is written");
        }
        catch (FormatException)
        {
            // Documented.
        }
    }

    /// <summary>Calls something that may refuse by one exception, in words.</summary>
    private static void Documented<T>(Action reads)
        where T : Exception
    {
        try
        {
            reads();
        }
        catch (T refused)
        {
            Form.CheckText(refused.Message.Replace("\n", "", StringComparison.Ordinal));
        }
    }

    private static void Said(string? problem)
    {
        if (problem is not null)
            Form.CheckLine(problem);
    }

    private static void Said(bool failed, string? problem)
    {
        if (failed == problem is null)
            throw new FindingException("neither a value nor a problem");
        Said(problem);
    }
}
