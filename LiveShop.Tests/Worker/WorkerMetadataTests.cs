using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveShop.Functions;
using LiveShop.Tests.WorkerHost;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LiveShop.Tests.Worker;

/// <summary>What the host is told of the functions: by the code, by the worker, and by the file that is deployed.</summary>
[Collection(WorkerCollection.Name)]
public sealed class WorkerMetadataTests(WorkerFixture worker)
{
    [Fact]
    public void The_worker_loads_every_function_in_the_code_with_all_of_its_bindings()
    {
        var reported = worker.Host.Functions.Values
            .SelectMany(function => function.Bindings.Select(binding => Line(function.Name, binding.Type, binding.Name)));

        Assert.Equal(InCode().Order(StringComparer.Ordinal), reported.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_metadata_file_says_of_every_function_what_the_worker_says()
    {
        var file = ReadFile().ToDictionary(function => function!["name"]!.GetValue<string>(), function => function!["bindings"]!.AsArray());

        Assert.Equal(worker.Host.Functions.Keys.Order(StringComparer.Ordinal), file.Keys.Order(StringComparer.Ordinal));
        Assert.All(worker.Host.Functions.Values, function => Assert.Equal(
            Texts(function.Bindings.Select(binding => JsonNode.Parse(binding.Settings.GetRawText())!)),
            Texts(file[function.Name].Select(WithoutProperties))));
    }

    [Fact]
    public void The_metadata_file_tells_the_host_to_retry_every_batch_for_ever()
    {
        var fed = ReadFile()
            .Where(function => function!["bindings"]!.ToJsonString().Contains("cosmosDBTrigger", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(fed);
        Assert.All(fed, function => Assert.Equal(
            """{"strategy":"exponentialBackoff","maxRetryCount":-1,"minimumInterval":"00:00:01","maximumInterval":"00:00:30"}""",
            function!["retry"]!.ToJsonString()));
    }

    private static JsonArray ReadFile() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(WorkerFixture.App)!, "functions.metadata")))!.AsArray();

    private static IEnumerable<string> InCode() =>
        from method in typeof(LiveShopFunctions).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        from binding in Bindings(method)
        select Line(function.Name, binding.Type, binding.Name);

    private static IEnumerable<(string Type, string Name)> Bindings(MethodInfo method)
    {
        var parameters = method.GetParameters().SelectMany(parameter => Types(parameter).Select(type => (type, parameter.Name!))).ToList();
        var result = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : method.ReturnType;
        var properties = result.GetProperties().SelectMany(property => Types(property).Select(type => (type, property.Name)));
        var outputs = properties.Concat(Types(method).Select(type => (type, "$return"))).ToList();
        var isHttp = parameters.Any(parameter => parameter.type == "httpTrigger");
        return [.. parameters, .. outputs, .. isHttp && outputs.Count == 0 ? [("http", "$return")] : Array.Empty<(string, string)>()];
    }

    private static IEnumerable<string> Types(ICustomAttributeProvider member) =>
        member.GetCustomAttributes(inherit: true)
        .Where(attribute => attribute is BindingAttribute or HttpResultAttribute)
        .Select(attribute => attribute switch
        {
            HttpResultAttribute => "http",
            OutputBindingAttribute => TypeOf(attribute, "Output"),
            InputBindingAttribute => TypeOf(attribute, "Input"),
            _ => TypeOf(attribute, ""),
        });

    private static string TypeOf(object attribute, string ending) =>
        JsonNamingPolicy.CamelCase.ConvertName(attribute.GetType().Name[..^$"{ending}Attribute".Length])
            .Replace("signalr", "signalR", StringComparison.Ordinal);

    private static string Line(string function, string type, string name) => $"{function}: {type} {name}";

    private static IEnumerable<string> Texts(IEnumerable<JsonNode> bindings) => bindings
        .Select(binding => new JsonObject(binding.AsObject().OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone()))).ToJsonString())
        .Order(StringComparer.Ordinal);

    /// <summary>The file has an empty object in most bindings, which the worker does not send.</summary>
    private static JsonNode WithoutProperties(JsonNode? binding)
    {
        var copy = binding!.DeepClone().AsObject();
        copy.Remove("properties");
        return copy;
    }
}
