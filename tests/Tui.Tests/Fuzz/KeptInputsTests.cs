using Sandbox.Fuzz;

namespace Sandbox.Tui.Tests.Fuzz;

/// <summary>What tests/Fuzz found once is found no more, and each of its targets takes what is right, and a little of what is not.</summary>
public class KeptInputsTests
{
    private const int Inputs = 300;

    /// <summary>The targets.</summary>
    public static TheoryData<string> Targets => [.. Target.All.Select(target => target.Id)];

    /// <summary>The inputs that found something, as target/name.</summary>
    public static TheoryData<string> Kept => [.. Directory.EnumerateFiles(Corpora, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Corpora, file)).Order(StringComparer.Ordinal)];

    private static string Corpora => SourceTree.At("tests", "Fuzz", "Corpora");

    [Theory]
    [MemberData(nameof(Kept))]
    public void What_found_something_finds_nothing_any_more(string file)
    {
        // A target that is gone leaves its inputs to nobody.
        Target target = Assert.Single(Target.All, target => target.Id == Path.GetDirectoryName(file));
        target.Take(File.ReadAllBytes(Path.Combine(Corpora, file)));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_target_takes_what_is_right_and_a_little_of_what_is_not(string id)
    {
        Target target = Target.All.Single(target => target.Id == id);
        byte[][] seeds = [.. target.Seeds()];
        Assert.NotEmpty(seeds);
        Assert.All(seeds, target.Take);
        Random random = new(5);
        Mutator mutator = new(random, [.. target.Words().Select(System.Text.Encoding.UTF8.GetBytes)], target.Longest);
        for (int input = 0; input < Inputs; input++)
            target.Take(mutator.Change(seeds[random.Next(seeds.Length)], seeds[random.Next(seeds.Length)]));
    }

    /// <summary>Lines that no refusal may be.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\u001b[2Jb")]
    [InlineData("a\u009bb")]
    [InlineData("a\nb")]
    [InlineData("half #")]
    public void The_judge_of_refusals_can_fail(string line) =>
        // An attribute holds no half of a character.
        Assert.Throws<FindingException>(() => Form.CheckLine(line.Replace('#', '\ud83d')));

    [Theory]
    [InlineData("other.json:1:1", "of another file")]
    [InlineData("file.json:0:1", "before the first line")]
    [InlineData("file.json:4:1", "behind the last line")]
    [InlineData("file.json:1", "without a column")]
    [InlineData("", "nowhere")]
    public void The_judge_of_places_can_fail(string origin, string why) =>
        Assert.Throws<FindingException>(() => Form.CheckProblems([new Core.Runs.SpecProblem(origin, why)], "file.json", "{\n\n}"u8));
}
