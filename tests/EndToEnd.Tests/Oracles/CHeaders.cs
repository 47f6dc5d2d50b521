using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.EndToEnd.Tests.Oracles;

/// <summary>Turns what types say about C (see CNames.cs) into C that compiles only where it is true.</summary>
internal static class CHeaders
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The assertions of some types, by the headers that they need: these exclude each other, so each gets a file of its own.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Assertions(IEnumerable<Type> types) =>
        types.SelectMany(type => Constants(type).Concat(Struct(type)))
            .GroupBy(claim => claim.Headers, claim => claim.Assertion)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group]);

    /// <summary>What gcc has against some types; nothing where all that they say is so.</summary>
    public static async Task<string> Complaints(IEnumerable<Type> types)
    {
        List<string> complaints = [];
        foreach ((string headers, IReadOnlyList<string> assertions) in Assertions(types))
        {
            string includes = string.Concat(headers.Split(' ').Select(header => $"#include <{header}>\n"));
            Finished gcc = await Gcc.Check(
                $"#define _GNU_SOURCE\n#include <stddef.h>\n#include <stdint.h>\n{includes}{string.Join('\n', assertions)}\n");
            if (gcc.ExitCode != 0)
                complaints.Add(gcc.Error);
        }

        return string.Concat(complaints);
    }

    /// <summary>The constants of a type that stand for one of C's, or say that they do not.</summary>
    public static IEnumerable<FieldInfo> ConstantsOf(Type type) => type.GetFields(Any | BindingFlags.Static)
        .Where(field => field.IsLiteral || field.IsInitOnly)
        .Where(field => Width(field) is not null);

    /// <summary>What says which of C's constants a constant is: its own attribute, or its type's.</summary>
    public static CConstantAttribute? NameInC(FieldInfo field) => field.GetCustomAttribute<NotInCAttribute>() is not null
        ? null
        : field.GetCustomAttribute<CConstantAttribute>() ?? field.DeclaringType!.GetCustomAttribute<CConstantAttribute>();

    private static IEnumerable<(string Headers, string Assertion)> Constants(Type type) =>
        from field in ConstantsOf(type)
        let name = NameInC(field)
        where name is not null
        select (name.Header, Assertion(
            $"({Width(field)})({name.Name ?? field.Name}) == ({Width(field)}){Value(field)}", $"{type.Name}.{field.Name} is {Value(field)}"));

    private static IEnumerable<(string Headers, string Assertion)> Struct(Type type)
    {
        if (type.GetCustomAttribute<CStructAttribute>() is not { } named)
            yield break;
        yield return (named.Header, Assertion($"sizeof({named.Name}) == {SizeOf(type)}", $"{type.Name} has {SizeOf(type)} bytes"));
        foreach (FieldInfo field in type.GetFields(Any | BindingFlags.Instance).Where(field => !field.IsPrivate))
        {
            string member = field.GetCustomAttribute<CFieldAttribute>()?.Name ?? field.Name;
            int offset = OffsetOf(field), size = SizeOf(field.FieldType);
            yield return (named.Header, Assertion(
                $"offsetof({named.Name}, {member}) == {offset}", $"{type.Name}.{field.Name} lies at {offset}"));
            yield return (named.Header, Assertion(
                $"sizeof((({named.Name} *)0)->{member}) == {size}", $"{type.Name}.{field.Name} has {size} bytes"));
        }
    }

    private static string Assertion(string condition, string claim) => $"_Static_assert({condition}, \"{claim}\");";

    private static string? Width(FieldInfo field)
    {
        Type type = field.FieldType.IsEnum ? Enum.GetUnderlyingType(field.FieldType) : field.FieldType;
        return type == typeof(sbyte) ? "int8_t"
            : type == typeof(byte) ? "uint8_t"
            : type == typeof(short) ? "int16_t"
            : type == typeof(ushort) ? "uint16_t"
            : type == typeof(int) ? "int32_t"
            : type == typeof(uint) ? "uint32_t"
            : type == typeof(long) || type == typeof(nint) ? "int64_t"
            : type == typeof(ulong) || type == typeof(nuint) ? "uint64_t"
            : null;
    }

    private static string Value(FieldInfo field)
    {
        object value = field.GetValue(null)!;
        if (value is Enum)
            value = Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()), CultureInfo.InvariantCulture);
        return $"{value}{(value is ulong or nuint ? "ULL" : "LL")}";
    }

    private static int SizeOf(Type type) => type.IsPointer || type.IsFunctionPointer
        ? nint.Size
        : (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    private static int OffsetOf(FieldInfo field) => (int)Marshal.OffsetOf(field.DeclaringType!, field.Name);
}
