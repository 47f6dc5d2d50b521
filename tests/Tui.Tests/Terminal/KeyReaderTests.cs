using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Terminal;

public class KeyReaderTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("A", "A")]
    [InlineData("é", "é")]
    [InlineData("漢", "漢")]
    [InlineData("😀", "😀")]
    [InlineData(" ", "Space")]
    [InlineData("\r", "Enter")]
    [InlineData("\n", "Enter")]
    [InlineData("\t", "Tab")]
    [InlineData("\x7f", "Backspace")]
    [InlineData("\b", "Backspace")]
    [InlineData("\x03", "C-c")]
    [InlineData("\x1a", "C-z")]
    [InlineData("\0", "C-Space")]
    [InlineData("\x1c", "C-\\")]
    [InlineData("\ex", "A-x")]
    [InlineData("\e\r", "A-Enter")]
    [InlineData("\eé", "A-é")]
    [InlineData("\e[A", "Up")]
    [InlineData("\eOA", "Up")]
    [InlineData("\e[B", "Down")]
    [InlineData("\e[C", "Right")]
    [InlineData("\e[D", "Left")]
    [InlineData("\e[H", "Home")]
    [InlineData("\e[1~", "Home")]
    [InlineData("\e[7~", "Home")]
    [InlineData("\e[F", "End")]
    [InlineData("\e[4~", "End")]
    [InlineData("\e[5~", "PgUp")]
    [InlineData("\e[6~", "PgDn")]
    [InlineData("\e[2~", "Insert")]
    [InlineData("\e[3~", "Delete")]
    [InlineData("\e[Z", "S-Tab")]
    [InlineData("\e[1;2A", "S-Up")]
    [InlineData("\e[1;3A", "A-Up")]
    [InlineData("\e[1;5A", "C-Up")]
    [InlineData("\e[1;6A", "C-S-Up")]
    [InlineData("\e[5;5~", "C-PgUp")]
    [InlineData("\eOP", "F1")]
    [InlineData("\e[11~", "F1")]
    [InlineData("\e[[A", "F1")]
    [InlineData("\e[[E", "F5")]
    [InlineData("\e[15~", "F5")]
    [InlineData("\e[17~", "F6")]
    [InlineData("\e[21~", "F10")]
    [InlineData("\e[24~", "F12")]
    [InlineData("\e[97;5u", "C-a")]
    [InlineData("\e[27;5;99~", "C-c")]
    [InlineData("\eOM", "Enter")]
    [InlineData("\e[I", "")]
    [InlineData("\e[O", "")]
    [InlineData("\e[M !!", "")]
    [InlineData("\e[<0;3;4M", "Moused { Flags = LeftButtonPressed, X = 2, Y = 3 }")]
    [InlineData("\e[<65;1;1M", "Moused { Flags = WheeledDown, X = 0, Y = 0 }")]
    [InlineData("\e[<0;3;4m", "Moused { Flags = LeftButtonReleased, X = 2, Y = 3 }")]
    [InlineData("\e[<0;99999999999;4M", "")]
    [InlineData("\e[<99999999999;3;4M", "")]
    [InlineData("\e[<35;3;4M", "")]
    [InlineData("\e[<0;3M", "")]
    [InlineData("\e[?62;1c", "")]
    [InlineData("\e]11;rgb:0/0/0\aq", "q")]
    [InlineData("\e]11;rgb:0/0/0\e\\q", "q")]
    [InlineData("\eP1$r0m\e\\q", "q")]
    [InlineData("\e[1;2\rq", "Enter q")]
    public void Bytes_are_read_as_keys(string bytes, string keys) => Assert.Equal(keys, Read(Encoding.UTF8.GetBytes(bytes)));

    [Fact]
    public void An_Esc_that_nothing_follows_is_a_key_when_the_time_is_over()
    {
        var reader = new KeyReader();
        List<TerminalEvent> events = [];
        reader.Feed("\e"u8, events);
        Assert.Empty(events);
        Assert.InRange(reader.PatienceMs!.Value, 25, 40);
        reader.GiveUp(events);
        Assert.Equal("Esc", Names(events));
        Assert.Null(reader.PatienceMs);
    }

    [Fact]
    public void Two_Escs_and_an_arrow_are_two_keys()
    {
        Assert.Equal("Esc Up", Read("\e\e[A"u8.ToArray()));
    }

    [Fact]
    public void A_sequence_that_a_slow_link_cut_in_two_is_one_key()
    {
        byte[] bytes = "\e[1;5A\e[200~x\e[201~é"u8.ToArray();
        for (int cut = 1; cut < bytes.Length; cut++)
        {
            var reader = new KeyReader();
            List<TerminalEvent> events = [];
            reader.Feed(bytes.AsSpan(0, cut), events);
            reader.Feed(bytes.AsSpan(cut), events);
            Assert.Equal("C-Up paste:x é", Names(events));
        }
    }

    [Fact]
    public void A_paste_is_one_event_whatever_is_in_it()
    {
        Assert.Equal("paste:q\r\e[A x", Read("\e[200~q\r\e[A x\e[201~"u8.ToArray()));
    }

    [Fact]
    public void A_paste_that_never_ends_gives_the_keys_back()
    {
        var reader = new KeyReader();
        List<TerminalEvent> events = [];
        reader.Feed("\e[200~abc"u8, events);
        reader.GiveUp(events);
        reader.Feed("q"u8, events);
        Assert.Equal("paste:abc q", Names(events));
    }

    [Fact]
    public void The_answer_to_a_status_request_is_no_key()
    {
        var reader = new KeyReader();
        List<TerminalEvent> events = [];
        reader.Feed("\e[0n"u8, events);
        Assert.IsType<TerminalEvent.Answered>(Assert.Single(events));
    }

    [Fact]
    public void A_key_has_one_name_that_reads_back()
    {
        foreach (string name in Key.Names.Append("-").Append("Space").Append("q").Append("Q").Append("é"))
        {
            foreach (string modifiers in (string[])["", "C-", "A-", "S-", "C-A-", "C-S-"])
            {
                bool told = Key.Names.Contains(name) || !modifiers.Contains('S');
                Key? key = Key.Parse(modifiers + name);
                Assert.Equal(told, key is not null);
                if (key is not { } known)
                    continue;
                Assert.Equal(modifiers + name, known.ToString());
                // The toolkit has no letter with Ctrl and a Shift of its own: Ctrl-Q is Ctrl-q.
                if (name != "Q" || modifiers.Length == 0)
                    Assert.Equal(known, Key.Of(known.ToToolkit()));
            }
        }
    }

    [Fact]
    public void Random_bytes_never_break_the_reader_and_q_is_read_again_afterwards() => Check.QuickThrowOnFailure(Prop.ForAll(
        Bytes(),
        bytes =>
        {
            var reader = new KeyReader();
            List<TerminalEvent> events = [];
            reader.Feed(bytes, events);
            reader.GiveUp(events);
            reader.GiveUp(events);
            reader.Feed("q"u8, events);
            return events[^1] is TerminalEvent.Pressed { Key: var key } && key == Key.Of('q');
        }));

    [Fact]
    public void It_does_not_matter_in_what_pieces_random_bytes_come() => Check.QuickThrowOnFailure(Prop.ForAll(
        Bytes(),
        bytes =>
        {
            var whole = new KeyReader();
            var pieces = new KeyReader();
            List<TerminalEvent> fromWhole = [], fromPieces = [];
            whole.Feed(bytes, fromWhole);
            foreach (byte value in bytes)
                pieces.Feed([value], fromPieces);
            return fromWhole.SequenceEqual(fromPieces);
        }));

    /// <summary>Bytes of which many are those that sequences are made of.</summary>
    private static Arbitrary<byte[]> Bytes() => Gen.OneOf(
        Gen.Choose(0, 255).Select(value => (byte)value), Gen.Elements("\e\e[[OO]P<?;0123456789~mMnu\a\\A"u8.ToArray())).ArrayOf().ToArbitrary();

    private static string Read(byte[] bytes)
    {
        var reader = new KeyReader();
        List<TerminalEvent> events = [];
        reader.Feed(bytes, events);
        Assert.Null(reader.PatienceMs);
        return Names(events);
    }

    private static string Names(List<TerminalEvent> events) => string.Join(' ', events.Select(happened => happened switch
    {
        TerminalEvent.Pressed pressed => pressed.Key.ToString(),
        TerminalEvent.Pasted pasted => $"paste:{pasted.Text}",
        _ => happened.ToString(),
    }));

    /// <summary>Characters beyond the first plane whose last sixteen bits are those of half a character.</summary>
    [Theory]
    [InlineData(0x1d81e)]
    [InlineData(0x2dbcd)]
    [InlineData(0xdde7d)]
    public void A_character_that_looks_like_half_a_one_is_a_key_however_it_is_sent(int code)
    {
        string character = char.ConvertFromUtf32(code);
        foreach (string sent in (string[])[character, $"\e[{code}u", $"\e[{code};2u", $"\e{character}", $"\e[{code};3u"])
        {
            List<TerminalEvent> events = [];
            new KeyReader().Feed(System.Text.Encoding.UTF8.GetBytes(sent), events);
            Assert.All(events.OfType<TerminalEvent.Pressed>(), pressed => Assert.NotNull(pressed.Key.ToToolkit()));
            Assert.Equal([sent[^2..] == "3u" || sent == $"\e{character}" ? $"A-{character}" : character], events.OfType<TerminalEvent.Pressed>().Select(pressed => pressed.Key.ToString()));
        }
    }

    [Fact]
    public void Whatever_number_a_terminal_sends_for_a_key_it_is_one_that_a_table_can_have_or_none()
    {
        List<TerminalEvent> events = [];
        KeyReader reader = new();
        IEnumerable<string> sequences = (from code in Enumerable.Range(0, 0x10000) from final in (string[])["u", ";6u"] select $"\e[{code}{final}")
            .Concat(from number in Enumerable.Range(0, 100) select $"\e[{number}~")
            .Concat(from final in Enumerable.Range('@', 63) from start in (string[])["\e[", "\e[1;5", "\eO"] select $"{start}{(char)final}");
        foreach (string sequence in sequences)
        {
            reader.Feed(Encoding.UTF8.GetBytes(sequence), events);
            reader.GiveUp(events);
            Assert.All(events.OfType<TerminalEvent.Pressed>(), pressed => Assert.True(Key.Parse(pressed.Key.ToString()) == pressed.Key, $"{sequence[1..]} is {pressed.Key}"));
            events.Clear();
        }
    }
}
