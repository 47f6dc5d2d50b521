using System.Text.Json;
using Sandbox.Core.Arrays;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Core.Tests.Runs;

/// <summary>Verdicts, states, stages, phases and pages: each value has its row, and its word is one everywhere.</summary>
public class OutcomeWordsTests
{
    [Fact]
    public void Every_value_has_its_row_at_its_own_number()
    {
        Assert.Equal(Enum.GetValues<Verdict>(), OutcomeWords.Verdicts.Select(row => row.Of));
        Assert.Equal(Enum.GetValues<WorkerState>(), OutcomeWords.States.Select(row => row.Of));
        Assert.Equal(Enum.GetValues<EndedBy>(), OutcomeWords.Enders.Select(row => row.Of));
        Assert.Equal(Enum.GetValues<WorkerStage>(), OutcomeWords.Stages.Select(row => row.Of));
        Assert.Equal(Enum.GetValues<RunPhase>(), OutcomeWords.Phases.Select(row => row.Of));
        Assert.Equal(Enum.GetValues<PageState>(), PageWords.All.Select(row => row.Of));
    }

    [Fact]
    public void A_word_is_that_of_the_code_and_no_two_values_share_one()
    {
        Assert.All(OutcomeWords.Verdicts, row => Assert.Equal(Spoken($"{row.Of}"), row.Word));
        Assert.All(OutcomeWords.States, row => Assert.Equal(Spoken($"{row.Of}"), row.Word));
        Assert.All(OutcomeWords.Enders, row => Assert.Equal(Spoken($"{row.Of}"), row.Word));
        Assert.All(OutcomeWords.Stages, row => Assert.Equal(Spoken($"{row.Of}"), row.Word));
        Assert.All(PageWords.All, row => Assert.Equal(Spoken($"{row.Of}"), row.Word));
        string[] states = [.. OutcomeWords.States.Select(row => row.Word), .. OutcomeWords.Stages.Select(row => row.Word), "stopped"];
        Assert.Equal(states.Length, states.Distinct().Count());

        static string Spoken(string name) => string.Concat(name.Select((letter, place) =>
            place > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
    }

    [Fact]
    public void Every_state_fits_its_column() =>
        Assert.All([.. OutcomeWords.States.Select(row => row.Word), .. OutcomeWords.Stages.Select(row => row.Word)], word => Assert.InRange(word.Length, 1, 8));

    [Fact]
    public void The_report_says_the_same_words_and_reads_them_again()
    {
        RunSpec spec = Reports.Spec();
        foreach (Verdict verdict in Enum.GetValues<Verdict>())
        {
            string json = ReportJson.Write(Reports.Of(spec, verdict));
            using JsonDocument document = JsonDocument.Parse(json);
            Assert.Equal(verdict.Word, document.RootElement.GetProperty("verdict").GetString());
            Assert.Equal(verdict, ReportJson.Read(json).Verdict);
        }
        foreach (WorkerState state in Enum.GetValues<WorkerState>())
        {
            string json = ReportJson.Write(Reports.Of(spec, Verdict.Clean, Reports.Lost(spec, 0) with { State = state }));
            using JsonDocument document = JsonDocument.Parse(json);
            Assert.Equal(state.Word, document.RootElement.GetProperty("workers")[0].GetProperty("state").GetString());
            Assert.Equal(state, ReportJson.Read(json).Workers[0].State);
        }
    }

    [Fact]
    public void A_word_that_is_none_is_refused_with_those_that_are() => Assert.Contains(
        "expected one of clean, contained, miscounted, spread, lost, hung",
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Verdict>("\"fine\"")).Message);

    [Fact]
    public void Every_end_has_words_that_fit_and_a_clause()
    {
        RunSpec spec = Reports.Spec();
        WorkerReport[] ends =
        [
            .. Enum.GetValues<WorkerState>().Select(state => Reports.Lost(spec, 0) with { State = state }),
            Reports.Lost(spec, 0) with { State = WorkerState.Unknown, Pid = null },
            Reports.Killed(spec, 0, 11),
        ];
        Assert.All(ends, worker =>
        {
            EndWords words = EndWords.Of(worker);
            Assert.InRange(words.Brief.Length, 1, 13);
            Assert.NotEmpty(words.Full);
            Assert.NotEmpty(words.Clause);
        });
        Assert.Equal(new EndWords("went down with the host", "with the host", "went down with the host"), EndWords.Of(Reports.Lost(spec, 0)));
        Assert.Equal("killed by SIGSEGV (11)", EndWords.Of(WaitStatus.OfSignal(11)).Full);
        Assert.Equal(["corrupted", "intact", "no parent left"], [EndWords.OfArray(true), EndWords.OfArray(false), EndWords.OfArray(null)]);
    }

    [Fact]
    public void The_documents_name_every_verdict_and_every_state()
    {
        string scripts = File.ReadAllText(SourceTree.At("docs/scripts.md")), learners = File.ReadAllText(SourceTree.At("docs/learners.md"));
        Assert.All(OutcomeWords.Verdicts, row => Assert.Contains($"`{row.Word}`", scripts));
        Assert.All(OutcomeWords.Verdicts, row => Assert.Contains($"| `{row.Word}` |", learners));
        Assert.All(OutcomeWords.States, row => Assert.Contains($"`{row.Word}`", scripts));
        Assert.All(OutcomeWords.Enders, row => Assert.Contains($"`{row.Word}`", scripts));
        Assert.All(OutcomeWords.States, row => Assert.Contains($"`{row.Word}`", learners));
    }
}
