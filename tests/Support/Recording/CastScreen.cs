using System.Text;
using System.Text.Json;
using Sandbox.Tests.Support.Screens;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tests.Support.Recording;

/// <summary>What a recording shows at one moment.</summary>
/// <param name="Title">What the recording is called.</param>
/// <param name="Size">The terminal's size.</param>
/// <param name="Cells">What stands in the terminal.</param>
internal sealed record CastScreen(string Title, Size Size, VtModel Cells)
{
    private const string HideCursor = "\e[?25l", ShowCursor = "\e[?25h";

    /// <summary>The last screen of a recording (asciicast v2) that shows a text.</summary>
    public static CastScreen LastWith(string text, IEnumerable<string> lines)
    {
        JsonElement[] events = Events(lines);
        int last = -1;
        CastScreen playing = Begin(events[0]);
        for (int at = 1; at < events.Length; at++)
        {
            playing.Play(events[at]);
            if (playing.Text().Contains(text, StringComparison.Ordinal))
                last = at;
        }
        Assert.True(last > 0, $"no screen of the recording shows \"{text}\"");
        CastScreen screen = Begin(events[0]);
        foreach (JsonElement happened in events[1..(last + 1)])
            screen.Play(happened);
        return screen;
    }

    /// <summary>What a recording shows at each of its markers and at its end, as one text.</summary>
    public static string Moments(IEnumerable<string> lines)
    {
        JsonElement[] events = Events(lines);
        StringBuilder text = new();
        CastScreen playing = Begin(events[0]);
        foreach (JsonElement happened in events.Skip(1))
        {
            playing.Play(happened);
            if (happened[1].GetString() == "m")
                text.Append($"== {happened[2].GetString()}\n{playing.Text()}\n");
        }
        return text.Append($"== the end\n{playing.Text()}\n").ToString();
    }

    /// <summary>A row as text.</summary>
    public string Row(int y) => string.Concat(Enumerable.Range(0, Size.Columns).Select(x => Cells.TextAt(x, y))).TrimEnd();

    /// <summary>All rows as text.</summary>
    public string Text() => string.Join('\n', Enumerable.Range(0, Size.Rows).Select(Row));

    private static JsonElement[] Events(IEnumerable<string> lines) =>
        [.. lines.Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement)];

    private static CastScreen Begin(JsonElement header)
    {
        // The last row is the shell's that goes on.
        Size size = new(header.GetProperty("width").GetInt32(), header.GetProperty("height").GetInt32() - 1);
        return new CastScreen(header.GetProperty("title").GetString()!, size, new VtModel(size));
    }

    private void Play(JsonElement happened)
    {
        if (happened[1].GetString() != "o" || happened[2].GetString() is not { } output || output == HideCursor)
            return;
        // Where a shell would go on, below the picture: there is nothing here.
        if (output == $"\e[m\e[{Size.Rows};1H\r\n{ShowCursor}")
            return;
        Cells.Take(Encoding.UTF8.GetBytes(output));
    }
}
