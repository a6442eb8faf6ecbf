using System.Net;
using System.Text;

namespace LiveShop.Tests.Functions.Orders;

[Collection(OrderApiCollection.Name)]
public sealed class OrderExportTests(OrderApi api)
{
    [Fact]
    public async Task Export_is_a_table_in_UTF_8_with_one_row_for_each_line_and_the_sums_once()
    {
        var show = api.NewId("show");
        var cart = await api.CartAsync();
        await api.AddAsync(cart, await api.ProductAsync(name: "Mug, \"big\""), 2, show);
        await api.AddAsync(cart, await api.ProductAsync(name: "Lamp"), 1, show);
        var placed = await api.CheckOutAsync(cart, "key", OrderBodies.Of((3 * 1990) + 490, note: "Ring\ntwice")).JsonAsync(HttpStatusCode.Created);
        var order = placed.GetProperty("order");

        using var answer = await api.Admin.GetAsync($"/api/orders.csv?streamId={show}").IsAsync(HttpStatusCode.OK);

        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.Equal("text/csv; charset=utf-8; header=present", $"{answer.Content.Headers.ContentType}");
        Assert.Matches("^attachment; filename=\"?orders-[0-9]{4}-[0-9]{2}-[0-9]{2}\\.csv\"?$", $"{answer.Content.Headers.ContentDisposition}");
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        var rows = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal(["", rows[0]], [rows[^1], rows[0]]);
        Assert.StartsWith("Number,Order id,Created at,Status,Payment,", rows[0], StringComparison.Ordinal);
        Assert.StartsWith($"{order.Text("number")},{order.Text("id")},{order.Text("createdAt")},placed,due,manual,\"Mug, \"\"big\"\"\",,,", rows[1], StringComparison.Ordinal);
        Assert.Contains($",{show},2,19.90,39.80,VAT 19 %,19,EUR,59.70,4.90,64.60,10.31,{OrderBodies.Name},{OrderBodies.Email},'+49 30 1234567,", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(",Berlin,,DE,\"Ring\ntwice\"", rows[1], StringComparison.Ordinal);
        Assert.Contains(",1,19.90,19.90,VAT 19 %,19,EUR,,,,,", rows[2], StringComparison.Ordinal);
        Assert.Equal(4, rows.Length);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\")"), InlineData("+1+1"), InlineData("-1+1"), InlineData("@SUM(1)")]
    public async Task Formula_of_a_customer_is_a_text_in_the_spreadsheet(string formula)
    {
        var show = api.NewId("show");
        var cart = await api.CartAsync();
        await api.AddAsync(cart, await api.ProductAsync(), 1, show);
        await api.CheckOutAsync(cart, "key", OrderBodies.Of(1990 + 490, formula, note: formula)).JsonAsync(HttpStatusCode.Created);

        var table = await api.Admin.GetStringAsync($"/api/orders.csv?streamId={show}");

        var cell = $"'{formula}".Replace("\"", "\"\"", StringComparison.Ordinal);
        Assert.Contains(formula.Contains('"', StringComparison.Ordinal) ? $",\"{cell}\",{OrderBodies.Email}," : $",{cell},{OrderBodies.Email},", table, StringComparison.Ordinal);
        Assert.DoesNotContain($",{formula}", table, StringComparison.Ordinal);
        Assert.DoesNotContain($",\"{formula}", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_has_all_pages_of_the_list()
    {
        var show = api.NewId("show");
        var product = await api.ProductAsync(stock: 500);
        var placed = new List<string>();
        for (var n = 0; n < 205; n++)
            placed.Add((await api.PlaceAsync(product, show)).Id);

        var table = await api.Admin.GetStringAsync($"/api/orders.csv?streamId={show}");

        Assert.Equal(placed.AsEnumerable().Reverse(), table.Split("\r\n")[1..^1].Select(row => row.Split(',')[1]));
    }

    [Fact]
    public async Task Export_without_orders_has_its_header()
    {
        var table = await api.Admin.GetStringAsync($"/api/orders.csv?streamId={api.NewId("show")}");

        Assert.Single(table.TrimEnd().Split("\r\n"));
    }

    [Fact]
    public async Task Export_with_a_query_that_is_not_valid_is_400() =>
        await api.Admin.GetAsync("/api/orders.csv?status=sold").IsInvalidAsync("status");

    [Fact]
    public async Task Erased_order_has_no_person_in_the_export()
    {
        var show = api.NewId("show");
        var placed = await api.PlaceAsync(null, show);
        await api.DoAsync(placed.Id, "cancel").JsonAsync();
        await api.DoAsync(placed.Id, "erase").JsonAsync();

        var table = await api.Admin.GetStringAsync($"/api/orders.csv?streamId={show}");

        Assert.Contains(placed.Id, table, StringComparison.Ordinal);
        Assert.DoesNotContain(OrderBodies.Name, table, StringComparison.Ordinal);
    }
}
