using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Core.Tests.Runs;

public class ReportJsonTests
{
    [Fact]
    public void The_report_has_exactly_the_fields_of_the_contract()
    {
        using JsonDocument json = Segfault();
        JsonElement root = json.RootElement;

        Assert.Equal("schema spec machine verdict host workers waits totals array timing zombies sigchld paging sections cores dataRace signals ownerDied mpi oomKills", Fields(root));
        Assert.Equal(
            "model workers length seed fault faultArgument faulty wait order pages pace timeout orphan limits lock lockGrain atomic program restart faultyLives core keepCore mpiAsRoot mpiErrors hosts mpiAgent mpiInterfaces", Fields(root.GetProperty("spec")));
        Assert.Equal("cpu as fsize nofile stack core", Fields(root.GetProperty("spec").GetProperty("limits")));
        Assert.Equal("kernel cpus pageSize", Fields(root.GetProperty("machine")));
        Assert.Equal("pid status endedBy limit stoppedBy", Fields(root.GetProperty("host")));
        Assert.Equal(
            "index role kind pid tid slice expectedSum sum correct state status usage pages startedMs endedMs reapedMs zombie parent wrote exec execError lives signalInfo pageFaults coldFile endedBy faulted limit stoppedBy addingMs host stage",
            Fields(root.GetProperty("workers")[0]));
        Assert.Equal("start end", Fields(root.GetProperty("workers")[0].GetProperty("slice")));
        Assert.Equal("userMs systemMs maxRssKiB minorFaults majorFaults", Fields(root.GetProperty("workers")[2].GetProperty("usage")));
        Assert.Equal("total shared private", Fields(root.GetProperty("workers")[2].GetProperty("pages")));
        Assert.Equal(
            "raw hex exited exitCode signaled signal signalName coreDumped stopped stopSignal stopSignalName continued",
            Fields(root.GetProperty("workers")[2].GetProperty("status")));
        Assert.Equal("call returned raw error atMs beganMs", Fields(root.GetProperty("waits")[0]));
        Assert.Equal("expected actual correct", Fields(root.GetProperty("totals")));
        Assert.Equal("bytes corruptedInParent", Fields(root.GetProperty("array")));
        Assert.Equal("fillMs runMs totalMs", Fields(root.GetProperty("timing")));
    }

    [Fact]
    public void The_words_of_the_contract_stand_for_the_enumerations()
    {
        using JsonDocument json = Segfault();
        JsonElement root = json.RootElement, dead = root.GetProperty("workers")[2];

        Assert.Equal("contained", root.GetProperty("verdict").GetString());
        Assert.Equal("intruder-first", root.GetProperty("spec").GetProperty("order").GetString());
        Assert.Equal("4k", root.GetProperty("spec").GetProperty("pages").GetString());
        Assert.Equal(("sum", "process", "signaled"), (Text(dead, "role"), Text(dead, "kind"), Text(dead, "state")));
        Assert.Equal("SIGSEGV", dead.GetProperty("status").GetProperty("signalName").GetString());
        Assert.Equal("0x000b", dead.GetProperty("status").GetProperty("hex").GetString());
    }

    [Fact]
    public void What_is_unknown_is_null_and_there()
    {
        using JsonDocument json = Segfault();

        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("workers")[2].GetProperty("sum").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("workers")[0].GetProperty("usage").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("spec").GetProperty("faultArgument").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("waits")[0].GetProperty("error").ValueKind);
    }

    [Fact]
    public void C_is_printed_as_C() => Assert.Contains("waitpid(101, &status, 0)", Text(), StringComparison.Ordinal);

    [Fact]
    public void A_report_that_was_written_can_be_read_back() => Assert.Equal(Text(), ReportJson.Write(ReportJson.Read(Text())));

    [Fact]
    public void Every_status_survives_its_object() => Prop.ForAll(Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary(), raw =>
    {
        RunSpec spec = Reports.Spec();
        RunReport report = Reports.Of(spec, Verdict.Clean) with { Host = new HostReport(1, new WaitStatus(raw)) };
        Assert.Equal(raw, ReportJson.Read(ReportJson.Write(report)).Host.Status!.Value.Raw);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("[]")]
    public void What_is_no_report_is_refused(string json) => Assert.Throws<JsonException>(() => ReportJson.Read(json));

    private static string Text()
    {
        RunSpec spec = Reports.Spec("--fault segfault");
        WorkerReport dead = Reports.Killed(spec, 2, 11) with
        {
            Usage = new UsageReport(1.5, 0.5, 2048, 12, 0),
            Pages = new PagesReport(10, 9, 1),
        };
        return ReportJson.Write(Reports.Of(spec, Verdict.Contained, dead));
    }

    private static JsonDocument Segfault() => JsonDocument.Parse(Text());

    private static string Text(JsonElement element, string field) => element.GetProperty(field).GetString()!;

    private static string Fields(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(field => field.Name));
}
