using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Functions.Http;

/// <summary>A function with an HTTP trigger, as its attributes describe it.</summary>
public sealed record HttpFunction(string Name, IReadOnlyList<string> Methods, string Route, MethodInfo Method)
{
    /// <summary>All of them in this assembly.</summary>
    public static IReadOnlyList<HttpFunction> All { get; } = [.. Find(typeof(HttpFunction).Assembly)];

    private static IEnumerable<HttpFunction> Find(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null)
        where trigger is not null
        select new HttpFunction(function.Name, trigger.Methods ?? ["get", "post"], trigger.Route ?? function.Name, method);
}
