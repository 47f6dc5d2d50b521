using System.Text;
using Sandbox.Core.Checking;
using Sandbox.Core.Grades;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Demos;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Lessons;

namespace Sandbox.Fuzz;

/// <summary>Files that teachers, learners and students write.</summary>
internal static class FileTargets
{
    private const string Name = "some file.json";

    private static readonly byte[] Prose = "# Title\n\nText.\n"u8.ToArray();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Target> All { get; } =
    [
        new("settings", "appsettings.json", Settings)
        {
            Seeds = () => [.. Target.Files(".", "appsettings.json").Take(1), .. Target.Texts("""{"run":{"workers":3,"fault":"segfault","pace":0.5},"keys":{"run":["r","F12"],"pause":"p"},"palette":"mono","mouse":true}""", """{"scenarios":["a","/b"],"caps":{"workers":8},"history":false}""")],
            Words = () => Target.WordsOf(Target.Files(".", "appsettings*.json")),
        },
        new("scenarios", "scenario.json", bytes => Problems(LessonReader.Read("a-lesson", new LessonFile(Name, bytes), new LessonFile("lesson.md", Prose)).Problems, bytes))
        {
            Seeds = () => Target.Files("scenarios", "scenario.json"),
            Words = () => Target.WordsOf(Target.Files("scenarios", "scenario.json")),
        },
        new("prose", "lesson.md, as it is read and as it is laid out", OfProse)
        {
            Seeds = () => Target.Files("scenarios", "lesson.md"),
            Words = () => ["# ", "## ", "- ", "1. ", "> ", "```\n", "`", "**", "_", "|", "---", "[", "](", "![", "<", "&amp;", "\n\n", "    "],
        },
        new("courses", "*.course.json", bytes => Problems(CourseReader.Read(Name, bytes).Problems, bytes))
        {
            Seeds = Courses,
            Words = () => Target.WordsOf(Courses()),
            Longest = 32 << 10,
        },
        new("demos", "demo.txt", OfDemo)
        {
            Seeds = () => Target.Files("scenarios", "demo.txt"),
            Words = () => ["title ", "size 80x24", "marker ", "caption ", "keys ", "type ", "pause ", "wait ", "\n", "C-", "S-", "A-", "F12", "PgDn", "Enter", "200x60", "30", "0.5"],
        },
        new("tasks", "task.json", bytes => Problems(TaskReader.Read("a-task", new LessonFile(Name, bytes)).Problems, bytes))
        {
            Seeds = () => Target.Files("tasks", "task.json"),
            Words = () => Target.WordsOf(Target.Files("tasks", "task.json")),
        },
        new("grades", "what scenario run --json printed, handed in", bytes => HandIns(bytes))
        {
            Seeds = () => Target.Texts(HandIn, $"[{HandIn},{HandIn}]", $"{HandIn}\n{HandIn}"),
            Words = () => Target.WordsOf(Target.Texts(HandIn)),
            Longest = 32 << 10,
        },
    ];

    private static string HandIn => File.ReadAllText(SourceTree.At("tests", "Fuzz", "Seeds", "hand-in.json"));

    private static void Settings(byte[] bytes)
    {
        ProblemList problems = new();
        SettingsReading reading = KeyChoices.Checked(SettingsReading.Of([new FileLayer(LayerKind.Named, Name, bytes, KeyChoices.Actions, problems)], problems));
        // That two keys mean one thing, and that there are more problems, is said of all settings.
        Problems(reading.Problems.Where(problem => problem.Origin != "settings"), bytes);
        if (!reading.Problems.IsEmpty)
            return;
        _ = KeyChoices.ScreenOf(reading);
        foreach (SpecProblem problem in RunSpecs.Resolve(reading.Settings, reading.Caps).Problems)
            Form.CheckLine(problem.Line);
    }

    private static void OfProse(byte[] bytes)
    {
        Problems(LessonReader.Read("a-lesson", new LessonFile(Name, "{}"u8.ToArray()), new LessonFile("lesson.md", bytes)).Problems.Where(problem => problem.Origin.StartsWith("lesson.md", StringComparison.Ordinal)), bytes, "lesson.md");
        foreach (TextBlock block in LessonText.Parse(Target.Text(bytes)))
            ArgumentNullException.ThrowIfNull(block);
    }

    private static void OfDemo(byte[] bytes)
    {
        DemoScript? script = DemoReader.Read(Name, bytes, out var problems);
        if (script is null == problems.IsEmpty)
            throw new FindingException("neither a script nor a problem");
        Problems(problems, bytes);
    }

    private static void HandIns(byte[] bytes)
    {
        HandInReading reading = new HandInReader(Name, bytes).Read("ana", null);
        Problems(reading.Problems, bytes);
        foreach (HandIn handed in reading.HandIns)
            Form.CheckText(CsvText.Row([handed.Student]).TrimEnd());
    }

    private static IEnumerable<byte[]> Courses()
    {
        foreach (string folder in Directory.EnumerateDirectories(SourceTree.At("scenarios")).Order(StringComparer.Ordinal).Take(4))
        {
            CourseWriter course = new("A course");
            byte[] Read(string name) => File.ReadAllBytes(Path.Combine(folder, name));
            course.Add(Path.GetFileName(folder), Read("scenario.json"), Read("lesson.md"), Read("demo.txt"));
            yield return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(course.Bytes()));
        }
    }

    private static void Problems(IEnumerable<SpecProblem> problems, byte[] bytes, string path = Name) => Form.CheckProblems(problems, path, bytes);
}
