using System.Text;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Lessons;

/// <summary>Lesson files that somebody wrote, well or badly.</summary>
public class LessonReaderTests
{
    private const string Good =
        """
        {
          "title": "T", "summary": "S", "level": "beginner", "minutes": 5,
          "steps": [{
            "run": { "model": "threads", "fault": "segfault" },
            "predictions": [{ "ask": "Which?", "kind": "verdict" }],
            "explanation": [{ "text": "It is so.", "proof": { "path": "verdict", "equals": "lost" } }]
          }]
        }
        """;

    [Fact]
    public void A_scenario_that_is_well_written_is_read()
    {
        LessonReading reading = Read(Good);
        Assert.Empty(reading.Problems);
        Assert.Equal("threads", reading.Lesson!.Steps[0].Spec.Model);
        Assert.IsType<Prediction.OfVerdict>(reading.Lesson.Steps[0].Predictions[0]);
    }

    [Theory]
    [InlineData("\"verdict\" }", "\"verdct\" }", "s.json:5:48", "there is no kind \"verdct\"; the nearest is verdict")]
    [InlineData("\"threads\"", "\"threds\"", "s.json:4:23", "the nearest is threads")]
    [InlineData("\"model\": \"threads\"", "\"workers\": 129", "s.json:4:25", "expected at most 128 in a scenario")]
    [InlineData("\"model\": \"threads\"", "\"workers\": 99999999999999999999", "s.json:4:25", "out of range")]
    [InlineData("\"model\": \"threads\"", "\"length\": 20000001", "s.json:4:24", "expected at most 20,000,000")]
    [InlineData("\"model\": \"threads\"", "\"pace\": 11", "s.json:4:22", "expected at most 10")]
    [InlineData("\"model\": \"threads\"", "\"timeout\": 121", "s.json:1:1", "the timeouts of all runs are 121 s together; expected at most 120 s")]
    [InlineData("\"model\": \"threads\"", "\"program\": \"/bin/sh\"", "s.json:4:14", "there is no key of a run \"program\"")]
    [InlineData("\"model\": \"threads\"", "\"model\": \"mpi\", \"hosts\": \"a,b\"", "s.json:4:39", "a scenario reaches no other machine; expected \"mpi-agent\": \"here\"")]
    [InlineData("\"model\": \"threads\"", "\"model\": \"mpi\", \"hosts\": \"a,b\", \"mpi-agent\": \"rm -r\"", "s.json:4:59", "a scenario reaches no other machine")]
    [InlineData("\"model\": \"threads\"", "\"model\": 7", "s.json:4:23", "\"model\" is 7; expected a text in quotes")]
    [InlineData("\"minutes\": 5", "\"minutes\": 1e99", "s.json:2:65", "expected a whole number from 1 to 120")]
    [InlineData("\"minutes\": 5", "\"minutes\": []", "s.json:2:65", "\"minutes\" is a list")]
    [InlineData("\"title\": \"T\", ", "", "s.json:1:1", "the scenario has no \"title\"")]
    [InlineData("\"title\": \"T\"", "\"title\": \"T\", \"title\": \"U\"", "s.json:2:17", "said a second time")]
    [InlineData("\"title\": \"T\"", "\"title\": \"\\u001b[2J\"", "s.json:2:12", "there is a control character, \\u001b")]
    [InlineData("\"It is so.\"", "\"\\u202e\"", "s.json:6:31", "there is a control character, \\u202e")]
    [InlineData("\"equals\": \"lost\"", "\"equals\": \"lost\", \"in\": [1]", "s.json:6:53", "expected exactly one of equals, in, range, sameAs")]
    [InlineData("\"path\": \"verdict\", \"equals\"", "\"path\": \"workers[x]\", \"equals\"", "s.json:6:63", "a name of the report such as")]
    [InlineData("{ \"path\": \"verdict\", \"equals\": \"lost\" }", "{ \"all\": [] }", "s.json:6:62", "\"all\" has 0 items; expected 1 to 12")]
    [InlineData("{ \"path\": \"verdict\", \"equals\": \"lost\" }", "3", "s.json:6:53", "\"proof\" is 3; expected a condition in braces")]
    [InlineData("\"title\": \"T\"", "\"path\": \"a path of one word too many\", \"title\": \"T\"", "s.json:2:11", "expected at most 24")]
    [InlineData("\"title\": \"T\"", "\"teacher\": \"\\u001b[2J\", \"title\": \"T\"", "s.json:2:14", "there is a control character, \\u001b")]
    [InlineData("\"verdict\" }", "\"verdict\", \"because\": 3 }", "s.json:5:70", "\"because\" is 3; expected a text in quotes")]
    [InlineData("\"steps\": [", "\"steps\": [,", "s.json:3:13", "this is not JSON")]
    public void Whatever_is_wrong_is_said_with_its_place_and_what_would_be_right(string found, string replaced, string origin, string message)
    {
        Assert.Contains(found, Good);
        LessonReading reading = Read(Good.Replace(found, replaced));
        Assert.Null(reading.Lesson);
        Assert.Contains(reading.Problems, problem => problem.Origin == origin && problem.Message.Contains(message));
    }

    [Fact]
    public void A_lesson_may_have_a_path_an_exercise_a_note_for_the_teacher_and_say_why_an_answer_tempts()
    {
        LessonReading reading = Read(Good
            .Replace("\"title\": \"T\"", "\"title\": \"T\", \"path\": \"lab\", \"exercise\": \"E\", \"teacher\": \"N\"")
            .Replace("\"kind\": \"verdict\"", "\"kind\": \"verdict\", \"because\": \"B\""));
        Assert.Empty(reading.Problems);
        Lesson lesson = reading.Lesson!;
        Assert.Equal(("the lab", "E", "N", "B"), (LessonPaths.TitleOf(lesson), lesson.Exercise, lesson.Teacher, lesson.Predictions.Single().Because));
        Assert.Equal(LessonPaths.Other, LessonPaths.TitleOf(Read(Good).Lesson!));
    }

    [Fact]
    public void A_character_is_one_however_many_units_it_takes()
    {
        Assert.Empty(Read(Good.Replace("\"T\"", $"\"{string.Concat(Enumerable.Repeat("\U0001f600", LessonCaps.Title))}\"")).Problems);
        LessonReading longer = Read(Good.Replace("\"T\"", $"\"{string.Concat(Enumerable.Repeat("\U0001f600", LessonCaps.Title + 1))}\""));
        Assert.Contains($"has {LessonCaps.Title + 1} characters", Assert.Single(longer.Problems).Message);
    }

    [Fact]
    public void Of_ten_thousand_unknown_keys_the_first_are_told_and_the_others_counted()
    {
        LessonReading reading = Read(Good.Replace("\"title\"", string.Concat(Enumerable.Range(0, 9_000).Select(number => $"\"k{number}\":1,")) + "\"title\""));
        Assert.Equal(SpecProblems.MostTold + 1, reading.Problems.Length);
        Assert.Equal(("s.json", "and 8,980 more problems"), (reading.Problems[^1].Origin, reading.Problems[^1].Message));
    }

    [Fact]
    public void Everything_wrong_is_said_at_once()
    {
        LessonReading reading = Read(Good.Replace("\"beginner\"", "\"hard\"").Replace("segfault", "segfalt").Replace("verdict\" }", "?\" }"), "# A\n\u001b[31mred\n");
        Assert.Equal(["s.json:2:42", "s.json:4:43", "s.json:5:48", "l.md:2:1"], reading.Problems.Select(problem => problem.Origin));
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        string deep = string.Concat(Enumerable.Repeat("{ \"not\": ", 10_000)) + "1" + new string('}', 10_000);
        Assert.Contains("this is not JSON", Assert.Single(Read(Good.Replace("{ \"path\": \"verdict\", \"equals\": \"lost\" }", deep)).Problems).Message);
    }

    [Fact]
    public void Ten_megabytes_are_refused_before_they_are_read()
    {
        LessonReading reading = Read(Good, new string('x', 10 << 20));
        Assert.Equal("l.md", Assert.Single(reading.Problems).Origin);
        Assert.Contains("larger than 131,072 bytes, and nothing of it was read", reading.Problems[0].Message);
    }

    [Fact]
    public void A_choice_may_have_every_kind_of_condition()
    {
        string choice = """
            { "ask": "?", "kind": "choice", "choices": [
              { "text": "a", "when": { "any": [{ "path": "workers[0].sum", "sameAs": "workers[0].expectedSum" }, { "none": [{ "path": "verdict", "in": ["clean", null] }] }] } },
              { "text": "b", "when": { "not": { "count": "workers", "where": { "path": "state", "equals": "exited" }, "range": [1, null] } } }] }
            """;
        LessonReading reading = Read(Good.Replace("{ \"ask\": \"Which?\", \"kind\": \"verdict\" }", choice));
        Assert.Empty(reading.Problems);
        Assert.Equal(2, Assert.IsType<Prediction.OfChoice>(reading.Lesson!.Steps[0].Predictions[0]).Choices.Length);
    }

    [Fact]
    public void A_hundred_thousand_mutated_files_crash_nothing_and_no_message_has_a_control_character()
    {
        byte[][] files = [.. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "scenarios"), "scenario.json", SearchOption.AllDirectories).Select(File.ReadAllBytes)];
        Assert.True(files.Length >= 16);
        Random random = new(5);
        int refused = 0;
        for (int round = 0; round < 100_000; round++)
        {
            // Small files, so that a mutation hits something that counts.
            byte[] bytes = round % 10 == 0 ? [.. files[random.Next(files.Length)]] : Encoding.UTF8.GetBytes(Good);
            byte[] mutated = Mutated(bytes, random);
            LessonReading reading = LessonReader.Read("id", new LessonFile("s.json", mutated), new LessonFile("l.md", "text"u8.ToArray()));
            Assert.Equal(reading.Lesson is null, reading.Problems.Length > 0);
            Assert.DoesNotContain(reading.Problems, problem => (problem.Origin + problem.Message).Any(char.IsControl));
            refused += reading.Problems.Length > 0 ? 1 : 0;
        }
        Assert.InRange(refused, 50_000, 99_999);
    }

    private static byte[] Mutated(byte[] bytes, Random random)
    {
        List<byte> list = [.. bytes];
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            int at = random.Next(list.Count);
            switch (random.Next(4))
            {
                case 0:
                    list[at] = (byte)random.Next(256);
                    break;
                case 1:
                    list.RemoveRange(at, Math.Min(random.Next(1, 20), list.Count - at - 1));
                    break;
                case 2:
                    list.Insert(at, (byte)"{}[]\",:0-\\e\u001b"[random.Next(12)]);
                    break;
                default:
                    list.InsertRange(at, list.GetRange(at, Math.Min(30, list.Count - at)));
                    break;
            }
        }
        return [.. list];
    }

    private static LessonReading Read(string json, string lesson = "# Text\n") => LessonReader.Read(
        "id", new LessonFile("s.json", Encoding.UTF8.GetBytes(json)), new LessonFile("l.md", Encoding.UTF8.GetBytes(lesson)));
}
