using Sandbox.Core.Text;

namespace Sandbox.Core.Doctor;

/// <summary>What the facts of a terminal mean.</summary>
internal static class TerminalFindings
{
    public static IEnumerable<Finding> Of(TerminalFacts terminal)
    {
        yield return new Finding(
            "terminal", terminal.Term is { } term ? Quoted.Bare(term) : null,
            terminal.IsTerminal ? "the variable TERM" : "standard output is no terminal here, so this may say nothing of the one you use");
        yield return new Finding("colours", terminal.Colours, terminal.Colours == "none" ? "signs and words stand beside every colour, so nothing is lost" : "the settings file has palettes for other eyes and backgrounds");
        yield return new Finding("characters", terminal.Unicode ? "UTF-8" : "ASCII", terminal.Unicode ? "lines and bars are drawn" : "lines and bars are drawn with ASCII; LANG=C.UTF-8 would allow more");
        yield return new Finding("size", terminal.Columns > 0 ? $"{terminal.Columns}x{terminal.Rows}" : null, $"the screen needs {terminal.LeastColumns}x{terminal.LeastRows}, and uses at most {terminal.MostColumns:#,0}x{terminal.MostRows}");
        yield return new Finding("inside", terminal.Inside ?? "neither tmux nor screen", terminal.Inside switch
        {
            "tmux" => "copying with y needs `set -s set-clipboard on` in tmux",
            "screen" => "screen passes no copying on: y shows the text to be marked",
            _ => "copying with y works where the terminal allows it (OSC 52)",
        });
    }

    /// <summary>Whether the screen can be opened.</summary>
    public static Ability Screen(TerminalFacts terminal)
    {
        const string Id = "screen";
        bool small = terminal.Columns > 0 && (terminal.Columns < terminal.LeastColumns || terminal.Rows < terminal.LeastRows);
        if (!terminal.CanPaint)
            return new Ability(Id, Sight.Impossible, terminal.Term is null ? "TERM is not set" : $"TERM={Quoted.Bare(terminal.Term)} cannot move its cursor", "a terminal with TERM=xterm-256color or the like; sandbox --plain works everywhere");
        if (!terminal.IsTerminal)
            return new Ability(Id, Sight.Impossible, "standard output is no terminal", "start it on a terminal; sandbox --plain works everywhere");
        return small
            ? new Ability(Id, Sight.Impossible, $"{terminal.Columns}x{terminal.Rows} is too small", $"a window of {terminal.LeastColumns}x{terminal.LeastRows}")
            : new Ability(Id, Sight.Exact, $"{terminal.Columns}x{terminal.Rows}", null);
    }
}
