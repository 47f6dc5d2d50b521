using System.Text;
using System.Text.Json.Nodes;
using Sandbox.Core.History;
using Sandbox.Core.Runs;

namespace Sandbox.Tests.Support.Runs;

/// <summary>Lines of a history as somebody may have changed them: each is JSON, and differs from a run's in a value or two.</summary>
internal static class HistoryMutations
{
    private static readonly string?[] Values =
    [
        null, "0", "-1", "1", "2", "3", "99", "4096", "65535", "65536", "1000000", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "-9223372036854775808",
        "1e300", "-0.5", "0.001", "1e11", "true", "false", "\"\"", "\"x\"", "\"99\"", "\"none\"", "\"threads\"", "\"spawn\"", "\"segfault\"", "\"data-race\"", "\"corrupt-array\"", "\"never\"", "\"lost\"",
        "\"signaled\"", "\"intruder\"", "\"thread\"", "\"2m\"", "\"race\"", "\"Z\"", "\"\\ud83d\\ude00\"", "\"waitpid(-1, &status, WNOHANG)\"", "\"waitid(P_PIDFD, 7, &info, WEXITED)\"", "[]", "[0]", "[0,1,2,3]", "[1,0]", "[-1]",
        "{}", "{\"raw\":11}", "{\"raw\":-1}", "{\"start\":0,\"end\":9}", "{\"total\":3,\"shared\":1,\"private\":2}", "{\"old\":1,\"new\":2}", "{\"signals\":1,\"reaped\":2}",
        "{\"expected\":1000,\"arrived\":900,\"lost\":100,\"atomic\":false,\"shared\":true}",
    ];

    /// <summary>A line after so many changes, which a seed chooses.</summary>
    public static byte[] Of(HistoryEntry entry, int seed, int changes)
    {
        Random random = new(seed);
        JsonNode root = JsonNode.Parse(HistoryLine.Write(entry))!;
        for (int change = 0; change < changes; change++)
            Change(root, random);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    /// <summary>Runs of many kinds.</summary>
    public static IReadOnlyList<HistoryEntry> Runs { get; } =
    [
        .. new (string Options, Verdict? Verdict)[]
        {
            ("", Verdict.Clean), ("--fault segfault --workers 3", Verdict.Contained), ("--model threads --fault kill", Verdict.Lost), ("--model spawn --fault exit-code:3 --wait poll", Verdict.Contained),
            ("--model shared --fault corrupt-array --length 5000", Verdict.Spread), ("--model shared --fault data-race --atomic", Verdict.Clean), ("--wait sigchld --orphan", null),
            ("--fault stop:0.5 --limit nofile=64,cpu=1 --pace 1", Verdict.Clean), ("--faulty 0,2 --fault deadlock --workers 5", Verdict.Hung), ("--wait never --length 0 --workers 1", Verdict.Clean),
        }.Select((run, number) => HistoryEntry.Of(Reports.Of(Reports.Spec(run.Options), run.Verdict), DateTimeOffset.UnixEpoch.AddHours(number))),
    ];

    private static void Change(JsonNode root, Random random)
    {
        List<JsonNode> places = [];
        Collect(root, places);
        JsonNode at = places[random.Next(places.Count)];
        string? text = Values[random.Next(Values.Length)];
        JsonNode? value = text is null ? null : JsonNode.Parse(text);
        switch (at)
        {
            case JsonObject { Count: > 0 } members when random.Next(10) == 0:
                members.Remove(members.ElementAt(random.Next(members.Count)).Key);
                break;
            case JsonObject { Count: > 0 } members:
                members[members.ElementAt(random.Next(members.Count)).Key] = value;
                break;
            case JsonArray { Count: > 0 } items when random.Next(3) == 0:
                items.RemoveAt(random.Next(items.Count));
                break;
            case JsonArray { Count: > 0 } items when random.Next(2) == 0:
                items.Insert(random.Next(items.Count), items[random.Next(items.Count)]?.DeepClone());
                break;
            case JsonArray items:
                items.Add(value);
                break;
        }
    }

    private static void Collect(JsonNode? node, List<JsonNode> into)
    {
        if (node is not (JsonObject or JsonArray))
            return;
        into.Add(node);
        foreach (JsonNode? child in node is JsonObject members ? members.Select(member => member.Value) : (JsonArray)node)
            Collect(child, into);
    }
}
