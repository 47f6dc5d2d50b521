using System.Text.Json.Nodes;

namespace Sandbox.Shipped;

/// <summary>
/// Completes the bill of materials that CycloneDX made of the screen's project, and writes the licences of all that is in it:
/// <c>shipped --bom BOM --assets FILE --version VERSION --commit COMMIT --time UNIX --packages FOLDER --notices FILE --output FILE</c>.
/// Exit code 1 where a package has no licence, one that is not in <see cref="Licence.Allowed"/>, or is missing from the bill.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        Dictionary<string, string> given = [];
        for (int i = 0; i + 1 < arguments.Length; i += 2)
            given[arguments[i]] = arguments[i + 1];
        string[] wanted = ["--bom", "--assets", "--version", "--commit", "--time", "--packages", "--notices", "--output"];
        if (arguments.Length % 2 != 0 || wanted.FirstOrDefault(name => !given.ContainsKey(name)) is { } missing || given.Count > wanted.Length)
        {
            Say($"expected {string.Join(" X ", wanted)} X");
            return 2;
        }
        try
        {
            JsonObject bill = Read(given["--bom"]);
            IReadOnlyList<Package> shipped = Assets.Shipped(Read(given["--assets"]), given["--packages"]);
            Bill.Complete(bill, shipped, given["--version"], given["--commit"], DateTimeOffset.FromUnixTimeSeconds(long.Parse(given["--time"])));
            File.WriteAllText(given["--output"], bill.ToJsonString(Bill.Form) + "\n");
            File.WriteAllText(given["--notices"], Notices.Of(shipped));
            return 0;
        }
        catch (Exception e) when (e is ShippedException or IOException or System.Text.Json.JsonException or UnauthorizedAccessException)
        {
            Say(e.Message);
            return 1;
        }
    }

#pragma warning disable RS0030 // A program of a line of output, without a screen.
    private static void Say(string sentence) => Console.Error.WriteLine($"shipped: {sentence}");
#pragma warning restore RS0030

    private static JsonObject Read(string file) =>
        JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw new ShippedException($"{file}: expected an object");
}

/// <summary>Something about what is shipped is not as it must be: the sentence says what.</summary>
internal sealed class ShippedException(string message) : Exception(message);
