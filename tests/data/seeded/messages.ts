<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en" language="ko">
<context>
  <name>board</name>
  <message><source>%1 Stakhanovites of %2</source><translation>%2 가운데 스타하노프 노동자 %1명</translation></message>
  <message><source>&lt;b&gt;Norm&lt;/b&gt; of the shift</source><translation>교대 &lt;b&gt;작업 기준량&lt;/b&gt;</translation></message>
  <message><source>The miner rested for 15 minutes.</source><translation>광부는 15분 동안 쉬었다.</translation></message>
  <message><source>The Stakhanovite movement grew quickly.</source><translation>스타하노프 운동은 빠르게 자랐다.</translation></message>
  <message><source>“Pravda” praised the weavers.</source><translation>『프라우다』는 직조공을 칭찬했다.</translation></message>
  <message><source>Every kolkhoz had a leader of its own.</source><translation>콜호스마다 지도자가 따로 있었다.</translation></message>
</context>
</TS>
