using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Recording;

/// <summary>
/// A recording in the making: what a terminal was sent, and when. It is kept in memory until it is whole, so that a recording that
/// fails leaves no half file.
/// </summary>
internal sealed class Cast
{
    /// <summary>The most that a recording may grow to, in bytes.</summary>
    public const int MostBytes = 16 << 20;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly CastFormat _format;
    private double _lastAt;

    /// <summary>Begins a recording.</summary>
    /// <param name="format">The format's version.</param>
    /// <param name="size">The picture's size. The terminal that is asked for has a row more, where a shell goes on.</param>
    /// <param name="title">What is to be seen.</param>
    public Cast(CastFormat format, Size size, string title)
    {
        _format = format;
        Line(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("version", (int)format);
            if (format == CastFormat.V2)
            {
                Size("width", "height");
            }
            else
            {
                json.WriteStartObject("term");
                Size("cols", "rows");
                json.WriteString("type", "xterm-256color");
                json.WriteEndObject();
            }
            json.WriteString("title", title);
            if (format == CastFormat.V2)
            {
                json.WriteStartObject("env");
                json.WriteString("TERM", "xterm-256color");
                json.WriteEndObject();
            }
            json.WriteEndObject();

            void Size(string columns, string rows)
            {
                json.WriteNumber(columns, size.Columns);
                json.WriteNumber(rows, size.Rows + 1);
            }
        });
    }

    /// <summary>Whether it has grown as far as it may.</summary>
    public bool IsFull => _lines.WrittenCount >= MostBytes;

    /// <summary>All lines so far.</summary>
    public ReadOnlySpan<byte> Bytes => _lines.WrittenSpan;

    /// <summary>The terminal was sent something.</summary>
    /// <param name="at">When, in seconds since the start; never before the event before.</param>
    /// <param name="bytes">What: whole characters of UTF-8.</param>
    public void Output(double at, ReadOnlySpan<byte> bytes) => Event(at, "o", Encoding.UTF8.GetString(bytes));

    /// <summary>The picture begins: without a cursor.</summary>
    public void Enter() => Output(0, "\e[?25l"u8);

    /// <summary>
    /// The picture ends, and stays: the cursor is there again, on the line below it, where a shell goes on. A terminal that is no higher than
    /// the picture scrolls by a line, as after any output.
    /// </summary>
    /// <param name="at">When.</param>
    /// <param name="rows">How many rows the picture has.</param>
    public void Leave(double at, int rows) =>
        Output(at, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\e[m\e[{rows};1H\r\n\e[?25h")));

    /// <summary>A place that a player can jump to.</summary>
    public void Marker(double at, string label) => Event(at, "m", label);

    /// <summary>The terminal has another size now.</summary>
    public void Resize(double at, Size size) => Event(at, "r", string.Create(CultureInfo.InvariantCulture, $"{size.Columns}x{size.Rows + 1}"));

    private void Event(double at, string kind, string data)
    {
        at = Math.Max(at, _lastAt);
        double time = Math.Round(_format == CastFormat.V3 ? at - _lastAt : at, 3);
        _lastAt = at;
        Line(json =>
        {
            json.WriteStartArray();
            json.WriteNumberValue(time);
            json.WriteStringValue(kind);
            json.WriteStringValue(data);
            json.WriteEndArray();
        });
    }

    private void Line(Action<Utf8JsonWriter> write)
    {
        using (Utf8JsonWriter json = new(_lines, Readable))
            write(json);
        _lines.Write("\n"u8);
    }
}
