using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Functions.Http;

/// <summary>A function with an HTTP trigger.</summary>
/// <param name="Methods">HTTP methods, in lower case as the trigger has them.</param>
/// <param name="Route">Below <c>/api</c>, such as <c>livestreams/{id}</c>.</param>
public sealed record HttpFunction(string Name, IReadOnlyList<string> Methods, string Route, MethodInfo Method)
{
    /// <summary>A function that serves GET lists it too; the API's document does not repeat it.</summary>
    public const string Head = "head";

    /// <summary>The type of the JSON body, null without one.</summary>
    public Type? BodyType => Method.GetCustomAttributes().OfType<IAcceptsMetadata>().FirstOrDefault()?.RequestType;

    /// <summary>All HTTP functions of LiveShop.</summary>
    public static IReadOnlyList<HttpFunction> All { get; } = [.. Find(typeof(HttpFunction).Assembly)];

    private static IEnumerable<HttpFunction> Find(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        let triggers = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
        let trigger = triggers.FirstOrDefault(found => found is not null)
        where trigger is not null
        select new HttpFunction(function.Name, trigger.Methods ?? ["get", "post"], trigger.Route ?? function.Name, method);
}
