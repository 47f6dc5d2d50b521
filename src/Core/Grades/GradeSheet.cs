namespace Sandbox.Core.Grades;

/// <summary>A question, and what a class made of it.</summary>
/// <param name="lesson">The lesson's id.</param>
/// <param name="number">Which of its questions, from 1.</param>
/// <param name="ask">The question.</param>
/// <param name="kind">What kind it is of.</param>
public sealed class GradedQuestion(string lesson, int number, string ask, string kind)
{
    private readonly Dictionary<string, int> _wrong = [];

    /// <summary>The lesson's id.</summary>
    public string Lesson => lesson;

    /// <summary>Which of its questions, from 1.</summary>
    public int Number => number;

    /// <summary>The question.</summary>
    public string Ask => ask;

    /// <summary>What kind it is of.</summary>
    public string Kind => kind;

    /// <summary>How many handed it in.</summary>
    public int Asked { get; private set; }

    /// <summary>How many answered it rightly.</summary>
    public int Right { get; private set; }

    /// <summary>How many answered it wrongly.</summary>
    public int Missed { get; private set; }

    /// <summary>The wrong answers, the most frequent first.</summary>
    public string[] WrongAnswers => Sorted.Keys([.. _wrong.Keys], answer => $"{int.MaxValue - _wrong[answer]:D10}{answer}");

    /// <summary>How many gave a wrong answer.</summary>
    public int CountOf(string answer) => _wrong[answer];

    internal void Count(HandedAnswer answer)
    {
        Asked++;
        Right += answer.Correct == true ? 1 : 0;
        if (answer.Correct != false)
            return;
        Missed++;
        _wrong[answer.Answer!] = _wrong.GetValueOrDefault(answer.Answer!) + 1;
    }
}

/// <summary>One of a class.</summary>
/// <param name="name">Who.</param>
public sealed class GradedStudent(string name)
{
    private readonly List<HandIn> _handIns = [];

    /// <summary>Who.</summary>
    public string Name => name;

    /// <summary>What was handed in: the last of each lesson.</summary>
    public IReadOnlyList<HandIn> HandIns => _handIns;

    /// <summary>How many predictions came true.</summary>
    public int Right { get; private set; }

    /// <summary>How many questions there were.</summary>
    public int Of { get; private set; }

    /// <summary>What was handed in of a lesson; <c>null</c> where nothing was.</summary>
    public HandIn? In(string lesson) => _handIns.Find(handIn => handIn.Lesson == lesson);

    /// <summary>What was answered to a question; <c>null</c> where it was not handed in.</summary>
    public HandedAnswer? To(GradedQuestion question) =>
        In(question.Lesson) is { Answers: var answers } && question.Number <= answers.Length && answers[question.Number - 1] is var answer && answer.Ask == question.Ask ? answer : null;

    internal void Add(HandIn handIn)
    {
        _handIns.Add(handIn);
        (Right, Of) = (Right + handIn.Right, Of + handIn.Answers.Length);
    }
}

/// <summary>Texts in an order.</summary>
internal static class Sorted
{
    /// <summary>Texts in the order of something that is made of each.</summary>
    public static string[] Keys(string[] texts, Func<string, string> by)
    {
        Array.Sort(Array.ConvertAll(texts, text => by(text)), texts, StringComparer.Ordinal);
        return texts;
    }
}

/// <summary>The answers of a class, by student and by question. Lists and loops, not queries: those would cost the program a hundred kilobytes.</summary>
public sealed class GradeSheet
{
    private readonly List<GradedStudent> _students = [];
    private readonly List<GradedQuestion> _questions = [];
    private readonly Dictionary<string, int> _places = [];

    /// <summary>Puts together what was handed in. Where somebody handed a lesson in several times, the last counts.</summary>
    public GradeSheet(IReadOnlyList<HandIn> handIns)
    {
        Dictionary<string, int> last = [];
        for (int index = 0; index < handIns.Count; index++)
            last[$"{handIns[index].Student.ToLowerInvariant()}\0{handIns[index].Student}\0{handIns[index].Lesson}"] = index;
        foreach (string key in Sorted.Keys([.. last.Keys], key => key))
            Add(handIns[last[key]]);
    }

    /// <summary>Who handed something in, by name.</summary>
    public IReadOnlyList<GradedStudent> Students => _students;

    /// <summary>What was asked, lesson by lesson. A question that a lesson asks otherwise in another version is another one.</summary>
    public IEnumerable<GradedQuestion> Questions
    {
        get
        {
            foreach (string key in Sorted.Keys([.. _places.Keys], key => key))
                yield return _questions[_places[key]];
        }
    }

    /// <summary>The lessons, by id.</summary>
    public IEnumerable<string> Lessons
    {
        get
        {
            string? before = null;
            foreach (GradedQuestion question in Questions)
            {
                if (question.Lesson != before)
                    yield return before = question.Lesson;
            }
        }
    }

    /// <summary>The questions that were missed, those first that were missed by the most.</summary>
    public IEnumerable<GradedQuestion> MissedMost
    {
        get
        {
            foreach (string key in Sorted.Keys([.. _places.Keys], key => $"{int.MaxValue - _questions[_places[key]].Missed:D10}{key}"))
            {
                if (_questions[_places[key]] is { Missed: > 0 } missed)
                    yield return missed;
            }
        }
    }

    private void Add(HandIn handIn)
    {
        if (_students.Count == 0 || _students[^1].Name != handIn.Student)
            _students.Add(new GradedStudent(handIn.Student));
        _students[^1].Add(handIn);
        for (int index = 0; index < handIn.Answers.Length; index++)
        {
            HandedAnswer answer = handIn.Answers[index];
            string key = $"{handIn.Lesson}\0{index + 1:D4}\0{answer.Ask}";
            if (!_places.TryGetValue(key, out int place))
            {
                _places.Add(key, place = _questions.Count);
                _questions.Add(new GradedQuestion(handIn.Lesson, index + 1, answer.Ask, answer.Kind));
            }
            _questions[place].Count(answer);
        }
    }
}
