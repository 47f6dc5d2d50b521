namespace Sandbox.Tests.Support.Recording;

/// <summary>Which moment of which recording the picture at the top of the README is.</summary>
internal static class ReadmePicture
{
    public const string Lesson = "wait-for-it";

    /// <summary>What stands on the screen at the moment that is worth a picture.</summary>
    public const string Moment = "what came of it";
}
