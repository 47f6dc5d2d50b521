using System.Reflection;
using System.Runtime.InteropServices;
using Sandbox.Core.Headers;
using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Oracles;

/// <summary>The bindings, held against the headers of C on this machine.</summary>
public class CHeaderTests
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance;

    private static Type[] OfCore => typeof(RunSpec).Assembly.GetTypes();

    private static Type[] OfProgram => Assembly.Load("sandbox").GetTypes();

    private static Type[] Native => [.. OfCore.Where(type => type.Namespace == typeof(CConstantAttribute).Namespace)];

    [Fact]
    public async Task Every_constant_and_struct_is_what_C_says()
    {
        Assert.True(CHeaders.Assertions(OfCore).Values.Sum(claims => claims.Count) > 50);
        string complaints = await CHeaders.Complaints([.. OfCore, .. OfProgram]);
        Assert.True(complaints.Length == 0, complaints);
    }

    [Fact]
    public void Every_constant_of_the_bindings_says_what_C_calls_it()
    {
        string[] silent = [.. Native
            .Where(type => type.GetCustomAttribute<NotInCAttribute>() is null)
            .SelectMany(CHeaders.ConstantsOf)
            .Where(field => !field.IsPrivate && CHeaders.NameInC(field) is null)
            .Where(field => field.GetCustomAttribute<NotInCAttribute>() is null)
            .Select(field => $"{field.DeclaringType}.{field.Name}")];
        Assert.Empty(silent);
    }

    [Fact]
    public void Every_struct_that_C_is_given_says_what_C_calls_it()
    {
        IEnumerable<Type> called = OfCore.Concat(OfProgram).SelectMany(type => type.GetMethods(Any))
            .Where(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType));
        IEnumerable<Type> pointed = Native.SelectMany(type => type.GetFields(Any))
            .Where(field => field.FieldType.IsFunctionPointer)
            .SelectMany(field => field.FieldType.GetFunctionPointerParameterTypes());
        Type[] structs = [.. called.Concat(pointed).Select(Pointee).Where(type => type is { IsValueType: true, IsPrimitive: false })
            .Where(type => type != typeof(void)).Distinct()];
        Assert.Contains(structs, type => type.Name == "RLimit");
        Assert.DoesNotContain(structs, type =>
            type.GetCustomAttribute<CStructAttribute>() is null && type.GetCustomAttribute<NotInCAttribute>() is null);
    }

    [Fact]
    public void Every_function_that_is_called_is_there()
    {
        (string Library, string Name)[] functions = [.. OfCore.Concat(OfProgram).SelectMany(type => type.GetMethods(Any))
            .Select(method => (Method: method, Import: method.GetCustomAttribute<DllImportAttribute>()))
            .Where(pair => pair.Import is not null)
            .Select(pair => (pair.Import!.Value, pair.Import.EntryPoint ?? pair.Method.Name))
            .Distinct()];
        Assert.NotEmpty(functions);
        // What is linked into the program itself is in its source; a name that is not there ends the link.
        Assert.All(functions.Where(function => function.Library != "start"), function => Assert.True(
            NativeLibrary.TryGetExport(NativeLibrary.Load(function.Library, typeof(CHeaderTests).Assembly, null), function.Name, out _),
            $"{function.Library} has no {function.Name}"));
    }

    [Theory]
    [InlineData(typeof(WrongValue), "WrongValue.SIGSEGV is 12")]
    [InlineData(typeof(WrongName), "SIGNONE")]
    [InlineData(typeof(WrongSize), "WrongSize has 16 bytes")]
    [InlineData(typeof(WrongOrder), "WrongOrder.Maximum lies at 0")]
    public async Task A_slip_is_found(Type type, string complaint) => Assert.Contains(complaint, await CHeaders.Complaints([type]));

    private static Type Pointee(Type type) => type.IsPointer || type.IsByRef ? Pointee(type.GetElementType()!) : type;

    [CConstant("signal.h")]
    private static class WrongValue
    {
        public const int SIGSEGV = 12;
    }

    private enum WrongName
    {
        [CConstant("signal.h", "SIGNONE")] None = 0,
    }

#pragma warning disable CS0649 // Their layout is all that counts.
    [CStruct("sys/resource.h", "struct rusage")]
    private struct WrongSize
    {
        [CField("ru_utime")] public Int128 UserTime;
    }

    [CStruct("sys/resource.h", "struct rlimit")]
    private struct WrongOrder
    {
        [CField("rlim_max")] public ulong Maximum;
        [CField("rlim_cur")] public ulong Current;
    }
#pragma warning restore CS0649
}
