namespace Sandbox.Core.Headers;

/// <summary>
/// A constant that C knows too: the tests compile a <c>_Static_assert</c> that both have one value. On a class or an enum it
/// speaks for every constant in it. The name in C is the constant's own where none is given.
/// </summary>
/// <param name="header">Where C defines it: <c>sys/prctl.h</c>; several are separated by spaces.</param>
/// <param name="name">Its name in C, or any constant expression of C.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class CConstantAttribute(string header, string? name = null) : Attribute
{
    /// <summary>Where C defines it.</summary>
    public string Header { get; } = header;

    /// <summary>Its name in C; <c>null</c> for the constant's own.</summary>
    public string? Name { get; } = name;
}

/// <summary>
/// A struct that C knows too: the tests compare its size, and the offset and size of every field that is not private.
/// Private fields are padding.
/// </summary>
/// <param name="header">Where C defines it: <c>sys/resource.h</c>; several are separated by spaces.</param>
/// <param name="name">Its name in C: <c>struct rusage</c>.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class CStructAttribute(string header, string name) : Attribute
{
    /// <summary>Where C defines it.</summary>
    public string Header { get; } = header;

    /// <summary>Its name in C.</summary>
    public string Name { get; } = name;
}

/// <summary>What C calls a field of a <see cref="CStructAttribute">struct</see>, where it is not the field's own name.</summary>
/// <param name="name">The member: <c>ru_utime.tv_sec</c>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class CFieldAttribute(string name) : Attribute
{
    /// <summary>The member's name in C.</summary>
    public string Name { get; } = name;
}

/// <summary>A constant or struct beside those of C that C does not know, and why it is there.</summary>
/// <param name="reason">Why C has none.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class NotInCAttribute(string reason) : Attribute
{
    /// <summary>Why C has none.</summary>
    public string Reason { get; } = reason;
}
