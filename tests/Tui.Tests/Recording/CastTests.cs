using System.Text;
using System.Text.Json;
using Sandbox.Tui.Recording;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Recording;

public sealed class CastTests
{
    [Fact]
    public void Version_2_counts_from_the_start_and_version_3_from_the_event_before()
    {
        Assert.Equal([0.5, 2, 3.25], Times(Of(CastFormat.V2)));
        Assert.Equal([0.5, 1.5, 1.25], Times(Of(CastFormat.V3)));
    }

    [Fact]
    public void The_first_line_names_the_size_as_the_format_wants_it()
    {
        JsonElement two = Lines(Of(CastFormat.V2))[0], three = Lines(Of(CastFormat.V3))[0];
        Assert.Equal((2, 80, 27), (two.GetProperty("version").GetInt32(), two.GetProperty("width").GetInt32(), two.GetProperty("height").GetInt32()));
        JsonElement term = three.GetProperty("term");
        Assert.Equal((3, 80, 27), (three.GetProperty("version").GetInt32(), term.GetProperty("cols").GetInt32(), term.GetProperty("rows").GetInt32()));
    }

    [Fact]
    public void Time_never_goes_back()
    {
        Cast cast = new(CastFormat.V2, new Size(80, 24), "t");
        cast.Marker(5, "a");
        cast.Marker(4, "b");
        Assert.Equal([5, 5], Times(cast));
    }

    [Fact]
    public void Output_is_kept_to_the_byte()
    {
        Cast cast = new(CastFormat.V2, new Size(80, 24), "t");
        cast.Output(0, "\e[1m✓ \"done\"\\"u8);
        Assert.Equal("\e[1m✓ \"done\"\\", Lines(cast)[1][2].GetString());
    }

    [Fact]
    public void A_recording_ends_with_the_cursor_on_the_line_below_the_picture()
    {
        Cast cast = new(CastFormat.V2, new Size(80, 24), "t");
        cast.Enter();
        cast.Leave(2, 24);
        Assert.Equal(["\e[?25l", "\e[m\e[24;1H\r\n\e[?25h"], Lines(cast).Skip(1).Select(line => line[2].GetString()));
    }

    private static Cast Of(CastFormat format)
    {
        Cast cast = new(format, new Size(80, 26), "title");
        cast.Output(0.5, "a"u8);
        cast.Marker(2, "the fault");
        cast.Resize(3.25, new Size(100, 30));
        return cast;
    }

    private static double[] Times(Cast cast) => [.. Lines(cast).Skip(1).Select(line => line[0].GetDouble())];

    private static JsonElement[] Lines(Cast cast) =>
        [.. Encoding.UTF8.GetString(cast.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
