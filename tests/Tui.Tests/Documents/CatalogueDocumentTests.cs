using System.Text;
using System.Text.Json;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Tui.Tests.Commands;
using static Sandbox.Tui.Tests.Documents.Markdown;

namespace Sandbox.Tui.Tests.Documents;

/// <summary>docs/catalogue.md is made of what the program itself lists. Where it is stale, what it should be is written beside it.</summary>
public class CatalogueDocumentTests
{
    [Fact]
    public void The_document_of_the_catalogues_says_what_the_program_lists()
    {
        StringBuilder text = new("# Catalogues\n\nMade from the program's own catalogues by a test, which also finds it stale: see `CatalogueDocumentTests`.\n");
        Models(text);
        Faults(text);
        Section(text, "Wait strategies", "`--wait ID`, or `sandbox waits`: how the parent finds out.")
            .Table(["id", "the parent calls", "what it does"], Rows("waits", wait => [Code(Text(wait, "id")), Code(Text(wait, "call")), Text(wait, "summary")]));
        Section(text, "Locks", "`--lock ID`, with faults that add to one total: what keeps the workers apart. One that is held is held for each update, or with "
                + "`--lock-grain coarse` for all of a worker's. Lock and total lie side by side: where the total is each process's own, so is the lock.")
            .Table(["id", "for an update", "held"], LockCatalogue.All.Select(one => new[] { Code(one.Id), one.Summary, one.IsHeld ? "yes" : "" }));
        Section(text, "Verdicts", "Where several hold, the last one in this table counts.")
            .Table(["verdict", "when"], OutcomeWords.Verdicts.Select(row => new[] { Code(row.Word), row.Means }));
        Section(text, "States of a worker", "How it ended, as far as its parent knows: `state`, on the screen, in lines and in JSON.")
            .Table(["state", "means"], OutcomeWords.States.Select(row => new[] { Code(row.Word), row.Means }));
        Section(text, "Stages of a worker", "How far it has come while the run is under way, as it writes itself. One that died keeps its last stage.")
            .Table(["stage", "means"], OutcomeWords.Stages.Select(row => new[] { Code(row.Word), row.Means }));
        Section(text, "States of a page", "What a process has at one page of the array: the page map, and `workers[].pages` in JSON.")
            .Table(["state", "means"], PageWords.All.Select(row => new[] { Code(row.Word), row.Means }));
        Section(text, "Who ended it", "`endedBy` of workers and host, in JSON.")
            .Table(["word", "means"], OutcomeWords.Enders.Select(row => new[] { Code(row.Word), row.Means }));
        Section(text, "Words", "`sandbox glossary`, which also has the words above.")
            .Table(["word", "means"], Glossary.All.Where(term => term.Kind == TermKind.Term).Select(term => new[] { term.Word, term.Means }));
        Section(text, "Limits", "What `--limit NAME=VALUE[,...]` has each worker process set on itself before it sums, soft limits of setrlimit(2): "
                + $"{RunSettings.Limit.Summary.Split(": ", 2)[1]}.\nThreads have none of their own: with `threads` and `sequential` limits are refused.")
            .Table(["such as", "is"], RunSettings.Limit.Completions.Select(word => new[] { Code(word), Limit(word) }));
        Section(text, "Lessons", "`sandbox scenario show ID`, or key `9` on the screen; in the order in which they are best taken.").Append(LessonPath.Table());
        Section(text, "Signals", "`sandbox signals`: those of `kill -l`.").Table(
            ["number", "name", "default action", "meaning"],
            Rows("signals", signal => [$"{signal.GetProperty("number")}", Code(Text(signal, "name")), Text(signal, "action"), Text(signal, "meaning")]));
        Golden.CheckFile("docs/catalogue.md", text.ToString());
    }

    private static void Models(StringBuilder text) => Section(text, "Execution models", "`--model ID`, or `sandbox models`.").Table(
        ["id", "workers are", "the array is", "what it teaches"],
        Rows("models", model => [Code(Text(model, "id")), Text(model, "workers"), Text(model, "array"), Text(model, "summary")]));

    private static void Faults(StringBuilder text)
    {
        JsonElement[] faults = [.. List("faults")];
        Section(text, "Faults", "`--fault NAME[:ARG]`, or `sandbox faults`. Each is the real thing, with the signal's default action in force.").Table(
            ["id", "what is done", "by", "a child process ends with"],
            faults.Select(fault => new[]
            {
                Code(Argument(fault) is { } argument ? $"{Text(fault, "id")}[:{Text(argument, "name")}]" : Text(fault, "id")),
                Text(fault, "summary"),
                Text(fault, "actor") switch { "worker" => "the faulty worker", "intruder" => "an intruder", "all" => "all workers", _ => "" },
                Text(fault, "childEndsWith"),
            }));
        text.Append("\nArguments:\n\n").Table(
            ["fault", "argument", "what is allowed", "default"],
            faults.Where(fault => Argument(fault) is not null).Select(fault => (Fault: fault, Argument: Argument(fault)!.Value)).Select(pair => new[]
            {
                Code(Text(pair.Fault, "id")), Code(Text(pair.Argument, "name")), Text(pair.Argument, "summary"), Code(Text(pair.Argument, "default")),
            }));
        text.Append("\nWhere a fault means nothing, the command line is refused, and the cell of the matrix says why:\n\n").Table(
            ["fault", "with", "why not"],
            faults.SelectMany(fault => fault.GetProperty("refusals").EnumerateArray().Select(refusal => new[]
            {
                Code(Text(fault, "id")), Code(Text(refusal, "model")), Text(refusal, "reason"),
            })));
    }

    private static string Limit(string word) => word.Split('=')[0] switch
    {
        "cpu" => "RLIMIT_CPU: seconds of processor time",
        "as" => "RLIMIT_AS: bytes of address space",
        "fsize" => "RLIMIT_FSIZE: the largest file that may be written",
        "nofile" => "RLIMIT_NOFILE: descriptors from this number on are refused",
        "core" => "RLIMIT_CORE: bytes of a core file; without it no worker leaves one",
        "stack" => "RLIMIT_STACK: bytes of the main thread's stack",
        var other => throw new ArgumentException($"say what the limit {other} is"),
    };

    private static StringBuilder Section(StringBuilder text, string title, string intro) => text.Append($"\n## {title}\n\n{intro}\n\n");

    private static IEnumerable<string[]> Rows(string command, Func<JsonElement, string[]> row) => List(command).Select(row);

    private static JsonElement.ArrayEnumerator List(string command) => new Shell().Run($"{command} --json").Json.EnumerateArray();

    private static JsonElement? Argument(JsonElement fault) => fault.GetProperty("argument") is { ValueKind: JsonValueKind.Object } argument ? argument : null;

    private static string Text(JsonElement element, string field) => element.GetProperty(field).GetString()!;
}
