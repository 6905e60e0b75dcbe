import type { Catalog, Table } from '../../../src/catalog/catalog.ts';

/** A warehouse as it would be found raw: its tables' columns, and the role that their own prefixes (here taken away) state. */
export interface WarehouseSample {
  readonly catalog: Catalog;
  /** Roles that are right, joined by `|`, by table. */
  readonly roles: Readonly<Record<string, string>>;
}

type Tables = Readonly<Record<string, readonly [roles: string, columns: string]>>;

/** Columns are texts unless they end in `#` (integer), `$` (decimal) or `@` (date). */
function sample(name: string, dialect: string, tables: Tables): WarehouseSample {
  return {
    catalog: { name, dialect, tables: Object.entries(tables).map(([table, [, columns]]) => readTable(table, columns)) },
    roles: Object.fromEntries(Object.entries(tables).map(([table, [roles]]) => [table, roles])),
  };
}

const TYPES: Readonly<Record<string, string>> = { '#': 'int', $: 'decimal(19,4)', '@': 'date' };

function readTable(name: string, columns: string): Table {
  return {
    name,
    columns: columns.split(' ').map((column) => ({
      name: column.replace(/[#$@]$/, ''),
      type: TYPES[column.at(-1) ?? ''] ?? 'varchar(100)',
    })),
  };
}

const SALES =
  'SalesOrderNumber SalesOrderLineNumber# RevisionNumber# OrderQuantity# UnitPrice$ ExtendedAmount$ UnitPriceDiscountPct$ DiscountAmount$ ProductStandardCost$ TotalProductCost$ SalesAmount$ TaxAmt$ Freight$ CarrierTrackingNumber CustomerPONumber OrderDate@ DueDate@ ShipDate@';

/** Microsoft's sample of a bicycle maker, without `Dim` and `Fact`. */
const adventureWorks = sample('adventure_works_dw', 'sqlserver', {
  Account: [
    'dimension',
    'AccountKey# ParentAccountKey# AccountCodeAlternateKey# AccountDescription AccountType Operator ValueType',
  ],
  Currency: ['dimension|classification', 'CurrencyKey# CurrencyAlternateKey CurrencyName'],
  Customer: [
    'dimension',
    'CustomerKey# GeographyKey# CustomerAlternateKey Title FirstName MiddleName LastName BirthDate@ MaritalStatus Gender EmailAddress YearlyIncome$ TotalChildren# EnglishEducation EnglishOccupation HouseOwnerFlag NumberCarsOwned# AddressLine1 Phone DateFirstPurchase@ CommuteDistance',
  ],
  Date: [
    'dimension',
    'DateKey# FullDateAlternateKey@ DayNumberOfWeek# EnglishDayNameOfWeek DayNumberOfMonth# WeekNumberOfYear# EnglishMonthName MonthNumberOfYear# CalendarQuarter# CalendarYear# FiscalQuarter# FiscalYear#',
  ],
  DepartmentGroup: ['dimension', 'DepartmentGroupKey# ParentDepartmentGroupKey# DepartmentGroupName'],
  Employee: [
    'dimension',
    'EmployeeKey# ParentEmployeeKey# EmployeeNationalIDAlternateKey SalesTerritoryKey# FirstName LastName Title HireDate@ BirthDate@ LoginID EmailAddress Phone BaseRate$ VacationHours# DepartmentName StartDate@ EndDate@ Status',
  ],
  Geography: [
    'dimension|classification',
    'GeographyKey# City StateProvinceCode StateProvinceName CountryRegionCode EnglishCountryRegionName PostalCode SalesTerritoryKey#',
  ],
  Organization: [
    'dimension',
    'OrganizationKey# ParentOrganizationKey# PercentageOfOwnership OrganizationName CurrencyKey#',
  ],
  Product: [
    'dimension',
    'ProductKey# ProductAlternateKey ProductSubcategoryKey# EnglishProductName StandardCost$ FinishedGoodsFlag Color SafetyStockLevel# ReorderPoint# ListPrice$ Size Weight$ DaysToManufacture# ProductLine DealerPrice$ Class Style ModelName EnglishDescription StartDate@ EndDate@ Status',
  ],
  ProductCategory: [
    'dimension|classification',
    'ProductCategoryKey# ProductCategoryAlternateKey# EnglishProductCategoryName',
  ],
  ProductSubcategory: [
    'dimension|classification',
    'ProductSubcategoryKey# ProductSubcategoryAlternateKey# EnglishProductSubcategoryName ProductCategoryKey#',
  ],
  Promotion: [
    'dimension',
    'PromotionKey# PromotionAlternateKey# EnglishPromotionName DiscountPct$ EnglishPromotionType EnglishPromotionCategory StartDate@ EndDate@ MinQty# MaxQty#',
  ],
  Reseller: [
    'dimension',
    'ResellerKey# GeographyKey# ResellerAlternateKey Phone BusinessType ResellerName NumberEmployees# OrderFrequency ProductLine AddressLine1 AnnualSales$ BankName AnnualRevenue$ YearOpened#',
  ],
  SalesReason: [
    'dimension|classification',
    'SalesReasonKey# SalesReasonAlternateKey# SalesReasonName SalesReasonReasonType',
  ],
  SalesTerritory: [
    'dimension|classification',
    'SalesTerritoryKey# SalesTerritoryAlternateKey# SalesTerritoryRegion SalesTerritoryCountry SalesTerritoryGroup',
  ],
  Scenario: ['dimension', 'ScenarioKey# ScenarioName'],
  ProspectiveBuyer: [
    'dimension',
    'ProspectiveBuyerKey# ProspectAlternateKey FirstName LastName BirthDate@ MaritalStatus Gender EmailAddress YearlyIncome$ TotalChildren# Education Occupation City StateProvinceCode PostalCode Phone',
  ],
  CallCenter: [
    'fact',
    'CallCenterID# DateKey# WageType Shift LevelOneOperators# LevelTwoOperators# TotalOperators# Calls# AutomaticResponses# Orders# IssuesRaised# AverageTimePerIssue# ServiceGrade$ Date@',
  ],
  CurrencyRate: ['fact|snapshot', 'CurrencyKey# DateKey# AverageRate$ EndOfDayRate$ Date@'],
  Finance: ['fact', 'FinanceKey# DateKey# OrganizationKey# DepartmentGroupKey# ScenarioKey# AccountKey# Amount$ Date@'],
  InternetSales: [
    'fact',
    `ProductKey# OrderDateKey# DueDateKey# ShipDateKey# CustomerKey# PromotionKey# CurrencyKey# SalesTerritoryKey# ${SALES}`,
  ],
  InternetSalesReason: ['fact|bridge', 'SalesOrderNumber SalesOrderLineNumber# SalesReasonKey#'],
  ProductInventory: ['fact|snapshot', 'ProductKey# DateKey# MovementDate@ UnitCost$ UnitsIn# UnitsOut# UnitsBalance#'],
  ResellerSales: [
    'fact',
    `ProductKey# OrderDateKey# DueDateKey# ShipDateKey# ResellerKey# EmployeeKey# PromotionKey# CurrencyKey# SalesTerritoryKey# ${SALES}`,
  ],
  SalesQuota: ['fact', 'SalesQuotaKey# EmployeeKey# DateKey# CalendarYear# CalendarQuarter# SalesAmountQuota$ Date@'],
  SurveyResponse: [
    'fact|event',
    'SurveyResponseKey# DateKey# CustomerKey# ProductCategoryKey# EnglishProductCategoryName ProductSubcategoryKey# EnglishProductSubcategoryName Date@',
  ],
});

/** The Star Schema Benchmark, whose tables bear no prefix. */
const starSchemaBenchmark = sample('star_schema_benchmark', 'postgres', {
  lineorder: [
    'fact',
    'lo_orderkey# lo_linenumber# lo_custkey# lo_partkey# lo_suppkey# lo_orderdate# lo_orderpriority lo_shippriority lo_quantity# lo_extendedprice# lo_ordtotalprice# lo_discount# lo_revenue# lo_supplycost# lo_tax# lo_commitdate# lo_shipmode',
  ],
  customer: ['dimension', 'c_custkey# c_name c_address c_city c_nation c_region c_phone c_mktsegment'],
  supplier: ['dimension', 's_suppkey# s_name s_address s_city s_nation s_region s_phone'],
  part: ['dimension', 'p_partkey# p_name p_mfgr p_category p_brand1 p_color p_type p_size# p_container'],
  date: [
    'dimension',
    'd_datekey# d_date d_dayofweek d_month d_year# d_yearmonthnum# d_yearmonth d_daynuminweek# d_daynuminmonth# d_weeknuminyear# d_sellingseason d_holidayfl',
  ],
});

export const WAREHOUSE_SAMPLES: readonly WarehouseSample[] = [adventureWorks, starSchemaBenchmark];
