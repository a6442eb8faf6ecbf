using FsCheck;
using FsCheck.Fluent;
using LiveShop.Core.Carts;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;
using Xunit.Abstractions;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Carts;

/// <summary>A cart against the plainest one there is: a quantity for each product.</summary>
public class CartProperties(ITestOutputHelper output)
{
    private static readonly Product[] Products =
    [
        Product("mug", amount: 1990, stock: 5),
        Product("cup", amount: Money.MaxAmount, stock: 1000),
        Product("tea", amount: 7, stock: 120, currency: "JPY"),
        Product("gone").Deleted(),
    ];

    [Fact]
    public void Cart_quantities_and_totals_match_a_plain_dictionary() => AfterEachStep((cart, model) =>
    {
        Assert.Equal(model, cart.Items.ToDictionary(item => item.ProductId, item => item.Quantity));

        var totals = Products.Where(product => model.ContainsKey(product.Id))
            .GroupBy(product => product.Price.Currency)
            .Select(group => new Money((long)group.Sum(product => (decimal)product.Price.Amount * model[product.Id]), group.Key));
        Assert.Equal(totals.OrderBy(total => total.Currency, StringComparer.Ordinal), PricedCart.Of(cart, Products).Totals);
    });

    [Fact]
    public void Cart_survives_serialization_unchanged() => AfterEachStep((cart, _) =>
    {
        var read = Documents.Read<Cart>(Documents.Write(cart));

        Assert.Equal(cart.Items, read.Items);
        Assert.Equal(cart.Additions, read.Additions);
        Assert.Equal((cart.Id, cart.Version, cart.ChangedAt), (read.Id, read.Version, read.ChangedAt));
    });

    private void AfterEachStep(Action<Cart, Dictionary<string, int>> check) => Properties.Hold(Commands(), 120, output, commands =>
    {
        var cart = Cart.Create(Noon);
        var model = new Dictionary<string, int>();
        var keys = new Dictionary<string, Command>();
        foreach (var command in commands)
        {
            var before = cart;
            var result = command.On(cart);
            var expected = Expected(command, model, keys);

            Assert.Equal(expected, !result.IsAccepted ? result.Refusal.Code : ReferenceEquals(result.Value, before) ? "unchanged" : "changed");
            cart = result.Value ?? cart;
            Assert.Equal(before.Version + (expected == "changed" ? 1 : 0), cart.Version);
            check(cart, model);
        }
    });

    private static string Expected(Command command, Dictionary<string, int> model, Dictionary<string, Command> keys)
    {
        var has = model.GetValueOrDefault(command.Product.Id);
        if (command.Kind == Kind.Remove)
            return model.Remove(command.Product.Id) ? "changed" : "unchanged";
        if (command.Kind == Kind.Add && command.Key is not null && keys.TryGetValue(command.Key, out var earlier))
            return earlier.Product == command.Product && earlier.Quantity == command.Quantity ? "unchanged" : "idempotency-key-reused";
        if (command.Kind == Kind.Set && has == 0)
            return "not-found";

        var wanted = command.Kind == Kind.Add ? has + command.Quantity : command.Quantity;
        if (wanted == has)
            return "unchanged";
        if (wanted > has && command.Product.IsDeleted)
            return "not-found";
        if (wanted is < 1 or > 99)
            return "validation";
        if (wanted > has && wanted > command.Product.Stock)
            return "out-of-stock";

        model[command.Product.Id] = wanted;
        if (command is { Kind: Kind.Add, Key: not null })
            keys.Add(command.Key, command);
        return "changed";
    }

    // No more additions than keys are remembered, so that the model needs to forget none.
    private static Arbitrary<Command[]> Commands() => Properties.ListsOf(
        from kind in Gen.Frequency((4, Gen.Constant(Kind.Add)), (2, Gen.Constant(Kind.Set)), (1, Gen.Constant(Kind.Remove)))
        from product in Gen.Elements(Products)
        from quantity in Gen.Frequency((8, Gen.Choose(1, 4)), (1, Gen.Choose(kind == Kind.Add ? 1 : -2, 110)))
        from key in Gen.Elements(null, null, "one", "two", "three")
        select new Command(kind, product, quantity, key), Cart.RememberedAdditions);

    private enum Kind
    {
        Add,
        Set,
        Remove,
    }

    private sealed record Command(Kind Kind, Product Product, int Quantity, string? Key)
    {
        public Result<Cart> On(Cart cart) => Kind switch
        {
            Kind.Add => cart.Add(Product, new(Product.Id, Quantity, null, Key), Noon),
            Kind.Set => cart.SetQuantity(Product.Id, Quantity, Product, Noon),
            _ => cart.Remove(Product.Id, Noon),
        };

        public override string ToString() => $"{Kind} {Product.Id} {Quantity} {Key}";
    }
}
