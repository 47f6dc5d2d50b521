using System.Text.Json;
using Sandbox.Core.Runs;
using Sandbox.EndToEnd.Tests.Tracing;

namespace Sandbox.EndToEnd.Tests.Documents;

/// <summary>docs/scripts.md against what the commands really print: every field is named there with its type, and no other.</summary>
public class ScriptsDocumentTests
{
    private const string Small = "--length 10000";

    // Together they have every field that is null in most runs.
    private static readonly Dictionary<string, string[]> Commands = new()
    {
        ["The report of a run"] =
        [
            $"run {Small} --fault segfault --json", $"run {Small} --model threads --fault segfault --json", $"run {Small} --wait never --fault segfault --json",
            $"run {Small} --wait sigchld --limit nofile=64 --json", $"run {Small} --wait ignore --json", $"run {Small} --model spawn --orphan --json",
            $"run {Small} --fault segfault --restart 1 --core --json", $"run {Small} --fault segfault --core --keep-core --json", $"run {Small} --fault write-pages --json",
            $"run {Small} --fault cold-file:2 --json", $"run {Small} --page-map --json",
            $"run {Small} --model shared --fault data-race --lock mutex --json", $"run {Small} --fault signal:SIGTERM --json",
            $"run {Small} --fault hang --timeout 30 --json", $"run {Small} --fault signal-queue --json", $"run {Small} --fault exec --json", $"run {Small} --fault lock-owner-dies --json", $"run {Small} --fault lock-owner-dies:plain --timeout 1 --json", $"run {Small} --model mpi --mpi-as-root --fault exit-code:3 --json", $"run {Small} --model mpi --mpi-as-root --fault kill --json", $"run {Small} --model mpi --mpi-as-root --hosts a,b --mpi-agent here --fault host-loss --json", $"run {Small} --program true --json", $"run {Small} --program /bin/true --fault kill --json",
        ],
        ["A status"] = [$"run {Small} --fault segfault --json"],
        ["`sandbox decode --json`"] = ["decode 0 0x000b 0x137f 0xffff $?=139 --json"],
        ["`sandbox trace --json`"] =
        [
            "trace --json -- {0} segfault", "trace --json -- {0} kill", "trace --json -- {0} eight-threads", "trace --json -- {0} orphan", "trace --json -- {0} exec-chain",
            "trace --json --max-processes 1 -- {0} kill",
        ],
        ["`sandbox matrix --json`"] = [$"matrix {Small} --models threads,spawn --faults segfault,data-race --json"],
        ["`sandbox matrix --program --json`"] = ["matrix --program /bin/sh --json --inject fork:1:EAGAIN --inject exec:1:ENOENT --inject wait:1:SIGKILL -- -c (/bin/true);true"],
        ["`sandbox check --json`"] = ["check --program {0} wait-for-it --json -- segfault"],
        ["`sandbox doctor --json`"] = ["doctor --json"],
        ["`sandbox config --json`"] = ["config --json", "config --workers 8 --atomic --faulty last --json"],
        ["`sandbox signals --json`"] = ["signals --json"],
        ["`sandbox models --json`"] = ["models --json"],
        ["`sandbox faults --json`"] = ["faults --json"],
        ["`sandbox waits --json`"] = ["waits --json"],
        ["`sandbox glossary --json`"] = ["glossary --json", "glossary zombie --json"],
        ["`sandbox scenario list --json`"] = ["scenario list --json"],
        ["`sandbox scenario run ID --json`"] = ["scenario run wait-for-it --answers a,SIGSEGV,3 --json", "scenario run wait-for-it --json"],
        ["`sandbox grade PATH... --json`"] = ["grade {0} --json"],
        ["`sandbox history --json`"] = ["history --json"],
        ["`sandbox compare A B --json`"] = ["compare {0} {1} --json"],
    };

    public static TheoryData<string> Headings() => [.. Commands.Keys];

    [Fact]
    public void Every_table_of_fields_is_held_against_a_command() => Assert.Equal(Commands.Keys.Order(), FieldTable.Headings().Order());

    [Theory]
    [MemberData(nameof(Headings))]
    public async Task Every_field_of_the_output_is_named_with_its_type_and_no_other(string heading)
    {
        FieldTable table = FieldTable.Under(heading);
        SandboxProgram program = new() { Variables = new Dictionary<string, string?> { ["HOME"] = TestFolders.Create(), ["TMPDIR"] = TestFolders.Create() } };
        // None of these takes a second of processor time, but a worker that hangs.
        if (heading == "The report of a run")
            program = program with { Limits = ["--cpu=1"] };
        string[] ids = heading.Contains("history") || heading.Contains("compare") ? await Keep(program) : heading.Contains("trace") || IsCheck(heading) ? [await Traces.Program()] : heading.Contains("grade") ? [await Class(program)] : [];
        foreach (string command in Commands[heading])
        {
            JsonElement printed = (await program.RunWith(string.Format(command, ids).Split(' '))).AssertExit(IsCheck(heading) ? 1 : heading.Contains("grade") ? 2 : 0).Json;
            // A status is printed alone nowhere: decode adds fields of its own.
            foreach (JsonElement value in heading == "A status" ? printed.GetProperty("workers").EnumerateArray().Select(worker => worker.GetProperty("status")) : [printed])
                table.Check(value);
            if (heading == "The report of a run" && command.Contains("--model mpi", StringComparison.Ordinal))
                table.Check(JsonDocument.Parse(WithSurvivors(printed.GetRawText())).RootElement);
        }
        table.AssertNoOther();
    }

    /// <summary>A report as an Open MPI with ULFM would bring it, which most machines have not.</summary>
    private static string WithSurvivors(string json)
    {
        RunReport report = ReportJson.Read(json);
        return ReportJson.Write(report with { Mpi = report.Mpi! with { Survivors = new SurvivorsReport([0, 1, 3], "MPI_ERR_PROC_FAILED", 48.5, 0.6, 3783033, 3783033, true) } });
    }

    /// <summary>The one command whose code says what came of it: it fails here, so that every field has something in it.</summary>
    private static bool IsCheck(string heading) => heading.Contains("sandbox check");

    /// <summary>A folder with a lesson that was handed in, and a file that is none.</summary>
    private static async Task<string> Class(SandboxProgram program)
    {
        string folder = TestFolders.Create();
        Finished played = (await program.RunWith("scenario", "run", "wait-for-it", "--answers", "a,SIGSEGV,3", "--json")).AssertExit(0);
        await File.WriteAllTextAsync(Path.Combine(folder, "ana.json"), played.Output, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "bob.json"), "{", TestContext.Current.CancellationToken);
        return folder;
    }

    private static async Task<string[]> Keep(SandboxProgram program)
    {
        foreach (string fault in new[] { "none", "segfault" })
            (await program.RunWith($"run {Small} --fault {fault}".Split(' '))).AssertExit(0);
        return [.. (await program.RunWith("history", "--json")).Json.EnumerateArray().Select(run => run.GetProperty("id").GetString()!)];
    }
}
