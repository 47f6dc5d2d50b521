// A ring of namespaces, made up for the test of the test: each of them uses the hub in a way of its own, and the hub one of them.
namespace MadeUp.Hub
{
    internal sealed class Thing(ByField.User user)
    {
        public string Name { get; } = user.ToString() ?? "";

        public static T Made<T>()
            where T : new() => new();
    }

    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class MarkAttribute(Type about) : Attribute
    {
        public Type About { get; } = about;
    }
}

namespace MadeUp.ByField
{
    internal sealed class User
    {
        public Hub.Thing? Thing { get; set; }
    }
}

namespace MadeUp.ByGenericArgument
{
    internal sealed class User
    {
        public List<Hub.Thing[]> Things { get; } = [];
    }
}

namespace MadeUp.ByAttributesType
{
    [System.ComponentModel.TypeConverter(typeof(Hub.Thing))]
    internal sealed class User;
}

namespace MadeUp.ByAttribute
{
    [Hub.Mark(typeof(string))]
    internal sealed class User;
}

namespace MadeUp.ByBody
{
    internal static class User
    {
        public static string Use(object thing) => thing is Hub.Thing ? "a thing" : "";
    }
}

namespace MadeUp.ByGenericCall
{
    internal static class User
    {
        public static object Use() => Activator.CreateInstance<Hub.MarkAttribute>();
    }
}
