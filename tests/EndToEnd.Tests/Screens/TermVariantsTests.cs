using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Screens;

/// <summary>The same screens under every kind of terminal: what differs is how they get there, and the glyphs.</summary>
public class TermVariantsTests
{
    // Signs that only the view itself has: the names of the tabs are there before the key is taken.
    private static readonly (string Key, string Sign)[] Views =
        [
            ("2", "The status that waitpid stored"), ("3", "The wait calls of the parent"), ("4", "When each worker ran"), ("5", "Every signal of kill -l"),
            ("6", "What is set up, as a plain C program"), ("1", "Workers sum an array"), ("?", "keys of the view"),
        ];

    [Theory]
    [InlineData("screen-256color", "C.UTF-8", "xterm-256color", "C.UTF-8")]
    [InlineData("xterm", "C.UTF-8", "xterm-256color", "C.UTF-8")]
    [InlineData("vt100", "C.UTF-8", "linux", "C.UTF-8")]
    [InlineData("xterm-256color", "C", "linux", "C.UTF-8")]
    public async Task Two_terminals_with_the_same_glyphs_show_the_same_text(string term, string locale, string otherTerm, string otherLocale)
    {
        Task<List<string>> ones = Screens(term, locale), others = Screens(otherTerm, otherLocale);
        List<string> one = await ones, other = await others;
        Assert.Equal(other, one);
        Assert.Equal(Views.Length + 2, one.Count);
    }

    [Theory]
    [InlineData("linux", "C.UTF-8")]
    [InlineData("xterm-256color", "C")]
    public async Task Where_there_is_only_ASCII_every_word_of_the_others_still_begins(string term, string locale)
    {
        Task<List<string>> plain = Screens(term, locale), full = Screens("xterm-256color", "C.UTF-8");
        foreach ((string one, string other) in (await plain).Zip(await full))
        {
            Assert.All(one, character => Assert.InRange(character, '\n', '\x7e'));
            // A text that is cut ends in three dots where it ended in one glyph, so a word may be a little shorter.
            Assert.All(Words(other), word => Assert.Contains(word[..3], one));
        }
    }

    private static IEnumerable<string> Words(string screen) => Regex.Matches(screen, "[A-Za-z]{4,}").Select(match => match.Value);

    /// <summary>The first screen, one of each view, and one of a run whose numbers are left out.</summary>
    private static async Task<List<string>> Screens(string term, string locale)
    {
        await using Tmux tmux = await Tmux.Open(
            new SandboxProgram
            {
                Variables = new Dictionary<string, string?>
                {
                    ["TERM"] = term,
                    ["LC_ALL"] = locale,
                    ["SANDBOX_FAULT"] = "segfault",
                    ["SANDBOX_LENGTH"] = "1000000",
                },
            },
            80, 24);
        List<string> screens = [await Settled(tmux, "--fault segfault")];
        foreach ((string key, string sign) in Views)
        {
            await tmux.Press(key);
            screens.Add(await Settled(tmux, sign));
        }
        await tmux.Press("Escape");
        await tmux.WaitFor(screen => !screen.Contains("keys of the view"), "the help closed");
        await tmux.Press("r");
        string ran = await Settled(tmux, "contained: worker 2 was killed by SIGSEGV (11)");
        // Numbers have as many digits as they need, and the rule before the run's time leaves room for them.
        screens.Add(Regex.Replace(Regex.Replace(Regex.Replace(ran[ran.IndexOf('\n')..], @"\d+", "0"), " {2,}", " "), "([─-])\\1{2,}", "$1$1"));
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
        return screens;
    }

    /// <summary>The screen with a text, once it does not change any more.</summary>
    private static async Task<string> Settled(Tmux tmux, string sign)
    {
        string before = "";
        return await tmux.WaitFor(
            screen =>
            {
                bool same = screen == before;
                before = screen;
                return same && screen.Contains(sign);
            },
            $"'{sign}'");
    }
}
