using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Runs;

public class GlossaryTests
{
    [Fact]
    public void Every_verdict_state_stage_page_and_ender_is_in_it_with_its_own_meaning()
    {
        (string Word, TermKind Kind, string Means)[] outcomes =
        [
            .. Enum.GetValues<Verdict>().Select(verdict => (verdict.Word, TermKind.Verdict, verdict.Words.Means)),
            .. Enum.GetValues<WorkerState>().Select(state => (state.Word, TermKind.State, OutcomeWords.States[(int)state].Means)),
            .. Enum.GetValues<WorkerStage>().Select(stage => (stage.Word, TermKind.Stage, OutcomeWords.Stages[(int)stage].Means)),
            .. PageWords.All.Select(page => (page.Word, TermKind.Page, page.Means)),
            .. Enum.GetValues<EndedBy>().Select(by => (by.Words.Word, TermKind.Ender, by.Words.Means)),
        ];
        Assert.All(outcomes, outcome =>
        {
            Term term = Assert.Single(Glossary.Find(outcome.Word), found => found.Kind == outcome.Kind);
            Assert.Equal($"{outcome.Means}.", term.Means, ignoreCase: true);
        });
    }

    [Theory]
    [InlineData("host worker intruder slice page frame reap zombie orphan subreaper barrier watchdog copy-on-write fault model SIGCHLD signal run")]
    [InlineData("wait status,core bit,raw status,exit code,shell code,run time,wait strategy,address space")]
    public void The_words_that_a_reader_meets_are_in_it(string words) =>
        Assert.All(words.Split(words.Contains(',') ? ',' : ' '), word => Assert.Contains(Glossary.Find(word), term => term.Kind == TermKind.Term));

    [Fact]
    public void Each_word_is_there_once_for_each_kind_and_explained_in_one_or_two_sentences()
    {
        Assert.Equal(Glossary.All.Length, Glossary.All.DistinctBy(term => (term.Word.ToUpperInvariant(), term.Kind)).Count());
        Assert.All(Glossary.All, term =>
        {
            Assert.Matches("^[A-Z0-9].*[.]$", term.Means);
            Assert.InRange(term.Means.Split(". ").Length, 1, 2);
            Assert.InRange(term.Means.Length, 10, 170);
        });
    }

    [Theory]
    [InlineData("ZOMBIES", "zombie")]
    [InlineData(" Core Bit ", "core bit")]
    [InlineData("processes", "process")]
    [InlineData("reaped", "reap")]
    [InlineData("statu", null)]
    [InlineData("s", null)]
    [InlineData("", null)]
    public void A_word_is_found_in_any_case_and_in_the_plural(string asked, string? word) =>
        Assert.Equal(word, Glossary.Find(asked).SingleOrDefault()?.Word);

    [Fact]
    public void A_word_of_two_kinds_is_found_twice() =>
        Assert.Equal([TermKind.Verdict, TermKind.State], Glossary.Find("lost").Select(term => term.Kind));
}
