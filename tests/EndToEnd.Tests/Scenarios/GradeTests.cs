using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Scenarios;

/// <summary>What a class handed in, graded: by what the lessons really printed.</summary>
public class GradeTests
{
    [Fact]
    public async Task A_class_is_graded_by_student_and_by_question()
    {
        string folder = await Class();
        Finished table = (await SandboxProgram.Run("grade", folder)).AssertExit(0);
        Assert.Matches(@"(?m)^ *ana +\+ +\+ +\+ +3 +3", table.Output);
        Assert.Matches(@"(?m)^ *bob +a +\+ +4 +1 +3", table.Output);
        Assert.Matches(@"(?m)^ *cid +a +SIGTERM +\+ +1 +3", table.Output);
        Assert.Matches(@"(?m)^ *wait-for-it +1 +2 +3 +a \(2\) +What will", table.Output);

        JsonElement json = (await SandboxProgram.Run("grade", folder, "--json")).AssertExit(0).Json;
        Assert.Equal(["ana", "bob", "cid"], json.GetProperty("students").EnumerateArray().Select(student => student.GetProperty("student").GetString()));
        Assert.Equal([3, 1, 1], json.GetProperty("students").EnumerateArray().Select(student => student.GetProperty("right").GetInt32()));
        Assert.Equal([2, 1, 1], json.GetProperty("questions").EnumerateArray().Select(question => question.GetProperty("missed").GetInt32()));

        string[] rows = (await SandboxProgram.Run("grade", folder, "--csv")).AssertExit(0).Output.Split("\r\n");
        Assert.Equal("student,wait-for-it 1,wait-for-it 2,wait-for-it 3,right,of", rows[0]);
        Assert.Equal(["ana,1,1,1,3,3", "bob,0,1,0,1,3", "cid,0,0,1,1,3", "all,1,2,2,5,9"], rows[1..5]);
    }

    [Fact]
    public async Task A_bad_file_costs_only_itself_and_nothing_of_it_reaches_the_terminal()
    {
        string folder = await Class();
        await File.WriteAllTextAsync(Path.Combine(folder, "dan.json"), "{\"id\":\n\u001b[2J", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(folder, "eve.json"), "/etc/passwd");
        Directory.CreateDirectory(Path.Combine(folder, "=fay"));
        File.Copy(Path.Combine(folder, "ana.json"), Path.Combine(folder, "=fay", "handed-in.json"));
        Finished done = (await SandboxProgram.Run("grade", folder, "--csv")).AssertExit(2);
        Assert.Contains("dan.json:2:1: this is not JSON", done.Error);
        Assert.Contains("eve.json: is a link", done.Error);
        Assert.DoesNotContain('\u001b', done.Error + done.Output);
        Assert.Contains("\"'=fay\",1,1,1,3,3", done.Output);
        Assert.Contains("ana,1,1,1,3,3", done.Output);
        Assert.Contains("there is no such file or folder", (await SandboxProgram.Run("grade", "no-such-folder")).AssertExit(2).Error);
        Assert.Contains("--csv and --json exclude each other", (await SandboxProgram.Run("grade", folder, "--csv", "--json")).AssertExit(2).Error);
    }

    [Fact]
    public async Task Run_again_a_file_that_was_made_up_is_found_out()
    {
        string folder = await Class(), file = Path.Combine(folder, "cid.json");
        // Claims that what was answered is what happened.
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("\"actual\":\"c\"", "\"actual\":\"a\"").Replace("\"actual\": \"c\"", "\"actual\": \"a\""), TestContext.Current.CancellationToken);
        Assert.Equal(2, Student((await SandboxProgram.Run("grade", folder, "--json")).AssertExit(0).Json, "cid").GetProperty("right").GetInt32());
        Finished again = (await SandboxProgram.Run("grade", folder, "--run-again", "--json")).AssertExit(0);
        Assert.Equal(1, Student(again.Json, "cid").GetProperty("right").GetInt32());
        Assert.Equal("a", Student(again.Json, "cid").GetProperty("lessons")[0].GetProperty("answers")[0].GetProperty("claimed").GetString());
        Assert.Equal(3, Student(again.Json, "ana").GetProperty("right").GetInt32());
        Assert.Contains("says that it was a, and here it was c", (await SandboxProgram.Run("grade", folder, "--run-again")).AssertExit(0).Output);
    }

    private static JsonElement Student(JsonElement sheet, string name) =>
        sheet.GetProperty("students").EnumerateArray().Single(student => student.GetProperty("student").GetString() == name);

    private static async Task<string> Class()
    {
        string folder = TestFolders.Create();
        foreach ((string student, string answers) in new[] { ("ana", "c,SIGSEGV,3"), ("bob", "a,11,4"), ("cid", "a,SIGTERM,3") })
        {
            Finished played = (await SandboxProgram.Run("scenario", "run", "wait-for-it", "--answers", answers, "--json")).AssertExit(0);
            await File.WriteAllTextAsync(Path.Combine(folder, $"{student}.json"), played.Output, TestContext.Current.CancellationToken);
        }
        return folder;
    }
}
