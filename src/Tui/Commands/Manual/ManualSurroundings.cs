using Sandbox.Core.Runs;
using Sandbox.Tui.Configuration;

namespace Sandbox.Tui.Commands.Manual;

/// <summary>The last sections of the manual page: what surrounds the program.</summary>
internal static class ManualSurroundings
{
    private static readonly (int Code, string When)[] Codes =
    [
        (ExitCode.Done, "it did what was asked; a worker that died is a result, not an error"),
        (ExitCode.CheckFailed, "--check was given, and the verdict is not clean"),
        (ExitCode.Usage, "the command line, a settings file, a variable or a scenario is wrong; nothing was started"),
        (ExitCode.Refused, "the machine refused: limits, memory, a missing kernel feature, a full disk; or doctor found that no run can take place"),
        (ExitCode.Bug, "a bug in the sandbox itself"),
        (ExitCode.OfSignal(1), "SIGHUP ended it"),
        (ExitCode.OfSignal(2), "SIGINT ended it (Ctrl-C)"),
        (ExitCode.OfSignal(15), "SIGTERM ended it"),
    ];

    private static readonly (string Command, string Shows)[] Examples =
    [
        ("sandbox run --fault segfault", "Four processes, one of which writes through a null pointer: its status is 0x000b, the other sums are right."),
        ("sandbox run --model threads --fault segfault", "The same in threads: the one process that holds them all is killed, and no sum is left."),
        ("sandbox run --fault segfault --json | jq '.workers[2].status'", "The status of worker 2, taken apart, for a script."),
        ("sandbox scenario run wait-for-it --answers c,SIGSEGV,3 --json", "A lesson, graded by what really happened."),
        ("sandbox matrix --models threads,processes --faults segfault,corrupt-array", "Who is hurt by which fault in which model."),
        ("sandbox decode 0x137f '$?=139'", "Two statuses, macro by macro; quotes keep the shell from putting its own value in the place of $?."),
    ];

    /// <summary>The members of a settings file that are objects; the others are rows of the table of settings.</summary>
    private static readonly Dictionary<string, string> Sections = new()
    {
        [SettingTable.Run] = "defaults of a run, by the names of its options: \"workers\": 4",
        [SettingTable.Caps] = "the most that a run may take: \"workers\" (4096), and \"arrayBytes\" (4 GiB)",
        [SettingTable.Keys] = "other keys, by the names under KEYS (those of single views are in the project's docs/keys.md): \"run\": [\"r\", \"F12\"]",
    };

    public static void Write(Roff page)
    {
        page.Section("EXIT STATUS");
        foreach ((int code, string when) in Codes)
            page.Term($"{code}", when);
        Environment(page);
        Settings(page);
        Files(page);
        page.Section("EXAMPLES");
        foreach ((string command, string shows) in Examples)
            page.Typed(command).Paragraph(shows);
        page.Section("NOTES")
            .Paragraph("Root is not needed. Nothing that the sandbox starts outlives it, however it ends (kill -9 too), and it leaves no core file.")
            .Paragraph("Before anything is started, a run is checked against the caps of the settings file, RLIMIT_NPROC, the control groups and the free memory; if there is no room, it is refused with the numbers.");
        page.Section("SEE ALSO").Paragraph(
            "kill(1), jq(1), asciinema(1), fork(2), wait(2), waitid(2), pidfd_open(2), signalfd(2), setrlimit(2), prctl(2), seccomp(2), posix_spawn(3), core(5), proc_pid_pagemap(5), proc_pid_stat(5), cgroups(7), signal(7)");
    }

    private static void Environment(Roff page)
    {
        page.Section("ENVIRONMENT").Paragraph("Variables override settings files, and options override variables. An empty variable counts as unset; an unknown one that begins with SANDBOX_ is an error.");
        foreach (RunSetting setting in RunSettings.All)
            page.Term(setting.Variable, setting.IsSwitch ? $"{setting.Summary}: true or false" : setting.Summary);
        page.Term(VariableLayer.Config, "a settings file to read in place of all three under FILES")
            .Term(VariableLayer.LessonFolders, "folders of lessons, and courses, beside the program's own, with colons between them; they replace the folders of settings files")
            .Term(VariableLayer.History, "false keeps no run in the history")
            .Term(VariableLayer.Debug, "1 shows the stack of a bug")
            .Term("XDG_CONFIG_HOME, HOME", "where the user's settings are: in sandbox/appsettings.json under the first, or under ~/.config")
            .Term("XDG_STATE_HOME, HOME", "where the history and the progress in the lessons are kept; with neither, nothing is kept")
            .Term("TERM, COLORTERM", "what the terminal can do: how many colours, and whether a screen can be painted on it")
            .Term("LC_ALL, LC_CTYPE, LANG", "the first one that is set says whether the terminal takes UTF-8; if it does not, everything is drawn with ASCII")
            .Term("NO_COLOR", "if it is set, nothing is coloured");
    }

    private static void Settings(Roff page)
    {
        page.Section("SETTINGS")
            .Paragraph("A settings file is one object of JSON, in which comments and trailing commas are allowed. There are three, under FILES: the user's file overrides the machine's, and that one the program's. A list counts as a whole; null asks for the built-in default. sandbox config shows every setting and where it comes from, sandbox config --schema prints a schema for editors. All members are optional:");
        foreach (string name in SettingTable.Top)
            page.Term(name, Sections.GetValueOrDefault(name) ?? SettingTable.Fixed.First(row => row.Name == name).Meaning);
    }

    private static void Files(Roff page) => page.Section("FILES")
        .Term("appsettings.json", "beside the program: its own settings")
        .Term("/etc/sandbox/appsettings.json", "the machine's settings, for everybody on it")
        .Term("~/.config/sandbox/appsettings.json", "the user's settings")
        .Term("~/.local/state/sandbox/history.jsonl", "the runs that were kept, one line of JSON each; history.1.jsonl has older ones")
        .Term("~/.local/state/sandbox/progress.jsonl", "what was reached in the lessons, where one was left, and which questions were missed")
        .Term("/etc/sandbox/courses/NAME.course.json", "courses, which sandbox course pack makes, and scenarios' folders: lessons for everybody on the machine")
        .Term("scenarios/ID/", "beside the program: the lessons, each with scenario.json, lesson.md and demo.txt")
        .Term("MODEL-FAULT.c, sandbox.cast", "what the keys w (in the view of the code) and R write to the working directory; an existing file is never overwritten");
}
